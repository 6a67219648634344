package dev.encryptedkinesis.operator.chaos;

import static java.util.stream.Collectors.groupingBy;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.stream.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether all is as it was wished, and nothing happened on the way that never may. */
final class Judge {

    /** No spec of {@link Wish} asks for any of these. */
    private static final Set<String> NEVER = Set.of(
            "StopStreamEncryption",
            "DeleteStream",
            "DecreaseStreamRetentionPeriod",
            "UpdateShardCount",
            "UpdateStreamMode",
            "DeleteResourcePolicy",
            "DeregisterStreamConsumer");

    private final List<String> findings = new ArrayList<>();

    private Judge() {}

    /**
     * @param objects and the streams, as they are in the end
     * @param calls all that Kinesis ever got
     * @param terms of the leaders, one after the other
     * @return what is wrong, in words; empty: nothing
     */
    static List<String> findings(
            List<Wish> wishes,
            List<EncryptedKinesisStream> objects,
            List<FoundStream> streams,
            List<Call> calls,
            List<Term> terms) {
        Judge judge = new Judge();
        Map<String, Wish> wishByName = byName(wishes, Wish::name);
        Map<String, EncryptedKinesisStream> objectByName =
                byName(objects, object -> object.getMetadata().getName());
        Map<String, FoundStream> streamByName = byName(streams, FoundStream::name);
        judge.sameNames("object", wishByName.keySet(), objectByName.keySet());
        judge.sameNames("stream", wishByName.keySet(), streamByName.keySet());
        Map<String, List<Call>> changes = calls.stream()
                .filter(Call::isChange)
                .collect(groupingBy(Call::stream, TreeMap::new, Collectors.toList()));
        judge.noNames("calls to change a stream that nobody wants", changes.keySet(), wishByName.keySet());
        wishByName.forEach((name, wish) -> {
            EncryptedKinesisStream object = objectByName.get(name);
            FoundStream stream = streamByName.get(name);
            if (object != null && stream != null) {
                judge.stream(wish, object, stream);
                judge.status(object, stream);
            }
            judge.calls(wish, changes.getOrDefault(name, List.of()));
        });
        judge.leads(calls, terms);
        return judge.findings;
    }

    private void sameNames(String what, Set<String> wanted, Set<String> found) {
        noNames(what + " lost", wanted, found);
        noNames(what + " that nobody wants", found, wanted);
    }

    private void noNames(String what, Set<String> names, Set<String> allowed) {
        Set<String> others = new TreeSet<>(names);
        others.removeAll(allowed);
        others.forEach(name -> findings.add(what + ": " + name));
    }

    private void stream(Wish wish, EncryptedKinesisStream object, FoundStream stream) {
        String name = wish.name();
        expect(name, "state", "ACTIVE", stream.status());
        expect(name, "key", wish.key(), stream.key());
        expect(name, "shards", wish.shards(), stream.shards());
        expect(name, "retention", wish.retentionHours(), stream.retentionHours());
        Map<String, String> tags = new LinkedHashMap<>(stream.tags());
        tags.keySet().removeIf(key -> key.startsWith(Owner.TAG_PREFIX));
        expect(name, "tags", wish.tags(), tags);
        expect(
                name,
                "owner's uid",
                object.getMetadata().getUid(),
                Owner.of(stream.tags()).map(Owner::uid).orElse("no owner"));
    }

    private void status(EncryptedKinesisStream object, FoundStream stream) {
        String name = stream.name();
        EncryptedKinesisStreamStatus status =
                Objects.requireNonNullElse(object.getStatus(), EncryptedKinesisStreamStatus.NONE);
        if (!isReady(object)) {
            findings.add(name + ": not Ready: " + status.conditions());
        }
        expect(name, "shards in the status", stream.shards(), status.shards());
        expect(name, "retention in the status", stream.retentionHours(), status.retentionHours());
        expect(name, "state in the status", stream.status(), status.streamStatus());
        expect(
                name,
                "key in the status",
                stream.key(),
                status.encryption() == null ? null : status.encryption().keyARN());
    }

    /** For the spec that counts. */
    static boolean isReady(EncryptedKinesisStream object) {
        return object.getStatus() != null
                && Objects.equals(
                        object.getStatus().observedGeneration(),
                        object.getMetadata().getGeneration())
                && ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready);
    }

    private void calls(Wish wish, List<Call> changes) {
        List<Call> accepted = changes.stream().filter(Call::isAccepted).toList();
        changes.stream()
                .filter(call -> NEVER.contains(call.operation()))
                .forEach(call -> findings.add(wish.name() + ": asked for " + call.operation() + " at " + call.at()));
        changes.stream()
                .filter(call -> !call.isAccepted() && !isFirstLook(call))
                .forEach(call -> findings.add("%s: %s was refused at %s: %s"
                        .formatted(wish.name(), call.operation(), call.at(), call.refusal())));
        expect(
                wish.name(),
                "creations",
                1L,
                accepted.stream()
                        .filter(call -> call.operation().equals("CreateStream"))
                        .count());
        List<String> started = accepted.stream()
                .filter(call -> call.operation().equals("StartStreamEncryption"))
                .map(Call::key)
                .toList();
        // Whoever asks for another key before encryption starts at all gets that one at once.
        if (!wish.keys()
                .subList(
                        wish.keys().size()
                                - Math.min(started.size(), wish.keys().size()),
                        wish.keys().size())
                .equals(started)) {
            findings.add("%s: encryption was to be started once under each of %s, and was under %s"
                    .formatted(wish.name(), wish.keys(), started));
        }
    }

    /** AWS takes no fencing token: one call that was on its way already may come after another replica leads. */
    private void leads(List<Call> calls, List<Term> terms) {
        Map<Term, List<Call>> late = new LinkedHashMap<>();
        for (Call call : calls) {
            if (call.isChange()) {
                Optional<Term> term = Term.at(call.at(), terms);
                if (term.isEmpty()) {
                    findings.add(acted(call) + ", when nobody led");
                } else if (!term.get().replica().equals(call.replica())) {
                    late.computeIfAbsent(term.get(), unused -> new ArrayList<>())
                            .add(call);
                }
            }
        }
        late.forEach((term, some) -> some.stream()
                .skip(1)
                .forEach(call ->
                        findings.add(acted(call) + ", while %s led since %s".formatted(term.replica(), term.from()))));
    }

    private static String acted(Call call) {
        return "%s: %s by %s at %s".formatted(call.stream(), call.operation(), call.replica(), call.at());
    }

    /** The first look may be the creation; and after a crash there is a first look again. */
    private static boolean isFirstLook(Call call) {
        return call.operation().equals("CreateStream") && call.refusal().equals("ResourceInUseException");
    }

    private void expect(String name, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            findings.add("%s: %s: wanted %s, found %s".formatted(name, what, wanted, found));
        }
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity(), (one, other) -> other, TreeMap::new));
    }
}
