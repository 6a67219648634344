package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that would be done to make a stream as asked, in order, in words: for those who want to see it before it is done. */
public final class ActionPlan {

    private ActionPlan() {}

    /** @return the actions by the names that AWS has for them; those that cannot be done now say why */
    public static List<String> of(Assessment assessment) {
        List<String> actions = new ArrayList<>();
        Optional<Present> present = assessment.present();
        if (present.isEmpty()) {
            creation(assessment, actions);
            return List.copyOf(actions);
        }
        if (!assessment.isOurs()) {
            actions.add("AddTagsToStream, to adopt the stream");
        }
        for (Deviation deviation : Deviations.of(assessment)) {
            // The adoption puts all tags on.
            if (assessment.isOurs() || !putsTagsOn(deviation)) {
                mending(deviation, assessment, actions);
            }
        }
        return List.copyOf(actions);
    }

    private static boolean putsTagsOn(Deviation deviation) {
        return deviation.remedy() instanceof Remedy.Apply apply && apply.action() instanceof StreamAction.AddTags;
    }

    private static void creation(Assessment assessment, List<String> actions) {
        DesiredStream desired = assessment.desired();
        actions.add(
                desired.capacity() instanceof Capacity.Provisioned provisioned
                        ? "CreateStream with %d shards".formatted(provisioned.shards())
                        : "CreateStream on demand");
        actions.add(new StreamAction.StartEncryption(
                        assessment.wantedKeyId().orElse(desired.key().id()))
                .description());
        desired.settings()
                .retention()
                .filter(retention -> retention.hours() > Retention.OF_NEW_STREAM)
                .map(retention -> new StreamAction.IncreaseRetention(retention.hours()).description())
                .ifPresent(actions::add);
        settings(desired).map(StreamAction::description).forEach(actions::add);
    }

    /** What a new stream lacks of the other settings; nothing of them is counted by AWS. */
    private static Stream<StreamAction> settings(DesiredStream desired) {
        WantedSettings wanted = desired.settings();
        String stream = desired.id().name();
        return Stream.of(
                        wanted
                                .maxRecordSizeKiB()
                                .filter(kib -> kib != StreamDescription.Settings.RECORD_SIZE_OF_NEW_STREAM)
                                .<StreamAction>map(kib -> new StreamAction.UpdateMaxRecordSize(stream, kib))
                                .stream(),
                        wanted.metrics().map(metrics -> metrics.changesFrom(ShardMetrics.NONE)).stream()
                                .flatMap(List::stream),
                        AttachmentDeviations.registrations(wanted.consumers(), stream).stream(),
                        wanted
                                .policy()
                                .<StreamAction>map(policy -> new StreamAction.PutPolicy(stream, policy))
                                .stream(),
                        warmThroughput(desired.capacity())
                                .<StreamAction>map(mibps -> new StreamAction.UpdateWarmThroughput(stream, mibps))
                                .stream())
                .flatMap(actions -> actions);
    }

    private static Optional<Integer> warmThroughput(Capacity capacity) {
        return capacity instanceof Capacity.OnDemand onDemand ? onDemand.warmThroughputMiBps() : Optional.empty();
    }

    private static void mending(Deviation deviation, Assessment assessment, List<String> actions) {
        if (deviation.remedy() instanceof Remedy.Apply apply) {
            if (apply.action() instanceof StreamAction.Reshard) {
                reshardings(assessment, actions);
            } else {
                actions.add(apply.action().description());
                apply.then().stream().map(StreamAction::description).forEach(actions::add);
            }
        } else if (deviation.remedy() instanceof Remedy.NotBefore notBefore) {
            actions.add("not before %s: %s".formatted(notBefore.at(), deviation.description()));
        } else if (deviation.remedy() instanceof Remedy.Contested contested) {
            actions.add("not before %s, since it is undone again and again: %s"
                    .formatted(contested.effort().nextAt(), deviation.description()));
        } else if (deviation.remedy() instanceof Remedy.UnderWay) {
            actions.add("wait: " + deviation.description());
        } else {
            actions.add("not possible: " + deviation.description());
        }
    }

    private static void reshardings(Assessment assessment, List<String> actions) {
        int from = assessment.present().orElseThrow().description().shards().open();
        int to = ((Capacity.Provisioned) assessment.desired().capacity()).shards();
        Resharding.path(from, to).forEach(hop -> actions.add(new StreamAction.Reshard(hop).description()));
    }
}
