package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.api.DeletionPolicy;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.api.ServingIdentity;
import dev.encryptedkinesis.operator.stream.Arn;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.tenancy.Choice;
import dev.encryptedkinesis.operator.tenancy.Limits;
import dev.encryptedkinesis.operator.tenancy.Mandate;
import dev.encryptedkinesis.operator.tenancy.Refusal;
import dev.encryptedkinesis.operator.tenancy.Request;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides whether an object is served, and as whom, before AWS is asked anything about its stream. */
public final class IdentityGate {

    private final Tenants tenants;
    private final Accounts accounts;

    sealed interface Entry {

        /**
         * @param desired what is wanted, with whom to ask AWS as
         * @param identity what is to be recorded; empty where identities are not used
         */
        record Served(DesiredStream desired, Limits limits, Optional<ServingIdentity> identity) implements Entry {

            /** In which the stream is to be. */
            Optional<String> account() {
                return identity.map(ServingIdentity::account);
            }

            EncryptedKinesisStreamStatus recordedIn(EncryptedKinesisStreamStatus status) {
                return Objects.equals(status.identity(), identity.orElse(null))
                        ? status
                        : status.withIdentity(identity.orElse(null));
            }
        }

        record Refused(Refusal refusal) implements Entry {}

        /** STS does not say in which account the stream would be. */
        record Undecided(Failure failure) implements Entry {}
    }

    public IdentityGate(Tenants tenants, Accounts accounts) {
        this.tenants = tenants;
        this.accounts = accounts;
    }

    List<EventSource<?, EncryptedKinesisStream>> sources(
            EventSourceContext<EncryptedKinesisStream> context, Consumer<ResourceID> edited) {
        return tenants.sources(context, edited);
    }

    /** Of an object that is there to stay. */
    Entry entry(EncryptedKinesisStream object, DesiredStream desired) {
        Optional<String> key = desired.key().unresolved().isPresent()
                ? Optional.empty()
                : Optional.of(desired.key().id());
        return entry(object, desired, key);
    }

    /** Of an object that goes: under which key its stream is does not matter any more. */
    Entry exit(EncryptedKinesisStream object, DesiredStream desired) {
        return entry(object, desired, Optional.empty());
    }

    private Entry entry(EncryptedKinesisStream object, DesiredStream desired, Optional<String> key) {
        Choice choice = tenants.of(desired.owner().namespace());
        if (choice instanceof Choice.NotServed notServed) {
            return new Entry.Refused(notServed.refusal());
        }
        Mandate mandate = ((Choice.Served) choice).mandate();
        Request request = new Request(desired.id().region(), desired.id().name(), key, deletionPolicy(desired));
        return mandate.limits()
                .refusal(request)
                .<Entry>map(Entry.Refused::new)
                .orElseGet(() -> inAccount(object, desired.by(mandate.actor()), mandate));
    }

    private Entry inAccount(EncryptedKinesisStream object, DesiredStream desired, Mandate mandate) {
        String identity = mandate.actor().identity();
        if (identity.isEmpty()) {
            return new Entry.Served(desired, mandate.limits(), Optional.empty());
        }
        Answer<String> account = accounts.of(desired.id().realm());
        if (account instanceof Answer.Silent<String> silent) {
            return new Entry.Undecided(silent.why());
        }
        String asked = ((Answer.Known<String>) account).value();
        return recordedAccount(object)
                .filter(recorded -> !recorded.equals(asked))
                .<Entry>map(recorded -> new Entry.Refused(moved(identity, recorded, asked)))
                .orElseGet(() ->
                        new Entry.Served(desired, mandate.limits(), Optional.of(new ServingIdentity(identity, asked))));
    }

    /** Of an object from before there were identities, the stream's ARN says it. */
    static Optional<String> recordedAccount(EncryptedKinesisStream object) {
        Optional<EncryptedKinesisStreamStatus> status = Optional.ofNullable(object.getStatus());
        return status.map(EncryptedKinesisStreamStatus::identity)
                .map(ServingIdentity::account)
                .or(() -> status.map(EncryptedKinesisStreamStatus::streamARN).flatMap(Arn::account));
    }

    private static Refusal moved(String identity, String recorded, String account) {
        return new Refusal(
                Reason.AccountChanged,
                ("The stream is in AWS account %s, and AwsIdentity %s is for account %s, so nothing is done in either. Have"
                                + " the cluster's administrator give it a role of account %s again; or, for a stream in the"
                                + " other account, delete this object with deletionPolicy: Retain, and make it anew.")
                        .formatted(recorded, identity, account, recorded));
    }

    private static DeletionPolicy deletionPolicy(DesiredStream desired) {
        return switch (desired.policies().deletion()) {
            case RETAIN -> DeletionPolicy.Retain;
            case DELETE -> DeletionPolicy.Delete;
            case DELETE_WITH_CONSUMERS -> DeletionPolicy.DeleteWithConsumers;
        };
    }
}
