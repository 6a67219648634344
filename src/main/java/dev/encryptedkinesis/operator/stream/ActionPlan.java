package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        desired.retention()
                .filter(retention -> retention.hours() > Retention.OF_NEW_STREAM)
                .map(retention -> new StreamAction.IncreaseRetention(retention.hours()).description())
                .ifPresent(actions::add);
    }

    private static void mending(Deviation deviation, Assessment assessment, List<String> actions) {
        if (deviation.remedy() instanceof Remedy.Apply apply) {
            if (apply.action() instanceof StreamAction.Reshard) {
                reshardings(assessment, actions);
            } else {
                actions.add(apply.action().description());
            }
        } else if (deviation.remedy() instanceof Remedy.NotBefore notBefore) {
            actions.add("not before %s: %s".formatted(notBefore.at(), deviation.description()));
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
