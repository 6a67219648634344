package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.DeletionPolicy;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.tenancy.Choice;
import dev.encryptedkinesis.operator.tenancy.Limits;
import dev.encryptedkinesis.operator.tenancy.Mandate;
import dev.encryptedkinesis.operator.tenancy.Refusal;
import dev.encryptedkinesis.operator.tenancy.Request;
import java.util.Optional;

/** Decides whether an object is served, and as whom, by what the cluster says: before AWS is asked anything. */
final class IdentityGate {

    private final Tenants tenants;

    sealed interface Entry {

        /** @param desired what is wanted, with whom to ask AWS as */
        record Served(DesiredStream desired, Limits limits) implements Entry {}

        record Refused(Refusal refusal) implements Entry {}
    }

    IdentityGate(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Of an object that is there to stay. */
    Entry entry(DesiredStream desired) {
        Optional<String> key = desired.key().unresolved().isPresent()
                ? Optional.empty()
                : Optional.of(desired.key().id());
        return entry(desired, key);
    }

    /** Of an object that goes: under which key its stream is does not matter any more. */
    Entry exit(DesiredStream desired) {
        return entry(desired, Optional.empty());
    }

    private Entry entry(DesiredStream desired, Optional<String> key) {
        Choice choice = tenants.of(desired.owner().namespace());
        if (choice instanceof Choice.NotServed notServed) {
            return new Entry.Refused(notServed.refusal());
        }
        Mandate mandate = ((Choice.Served) choice).mandate();
        return mandate.limits()
                .refusal(new Request(desired.id().region(), desired.id().name(), key, deletionPolicy(desired)))
                .<Entry>map(Entry.Refused::new)
                .orElseGet(() -> new Entry.Served(desired.by(mandate.actor()), mandate.limits()));
    }

    private static DeletionPolicy deletionPolicy(DesiredStream desired) {
        return switch (desired.policies().deletion()) {
            case RETAIN -> DeletionPolicy.Retain;
            case DELETE -> DeletionPolicy.Delete;
            case DELETE_WITH_CONSUMERS -> DeletionPolicy.DeleteWithConsumers;
        };
    }
}
