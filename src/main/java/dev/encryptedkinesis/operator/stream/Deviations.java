package dev.encryptedkinesis.operator.stream;

import dev.encryptedkinesis.operator.stream.Deviation.Remedy;
import dev.encryptedkinesis.operator.stream.ObservedStream.Present;
import dev.encryptedkinesis.operator.stream.StreamDescription.ShardCount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All that is not as asked about a stream that is there, in the order in which it is mended: encryption first. */
public final class Deviations {

    private static final String RETENTION = "retentionHours";
    private static final String MODE = "mode";
    private static final String RECORD_SIZE = "maxRecordSizeKiB";
    private static final String METRICS = "shardLevelMetrics";
    private static final String WARM_THROUGHPUT = "warmThroughputMiBps";
    private static final int MOST_NAMED = 4;

    /** There are at most ten steps a day, so that it is clear which day is meant. */
    private static final DateTimeFormatter HOURS_AND_MINUTES =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Assessment assessment;
    private final DesiredStream desired;
    private final Present present;

    private Deviations(Assessment assessment, Present present) {
        this.assessment = assessment;
        this.desired = assessment.desired();
        this.present = present;
    }

    /** Empty as long as there is no stream. */
    public static List<Deviation> of(Assessment assessment) {
        return assessment
                .present()
                .map(present -> new Deviations(assessment, present).all())
                .orElse(List.of());
    }

    private List<Deviation> all() {
        List<Deviation> all = new ArrayList<>();
        key().ifPresent(all::add);
        retention().ifPresent(all::add);
        mode().or(this::shards).ifPresent(all::add);
        maxRecordSize().ifPresent(all::add);
        metrics().ifPresent(all::add);
        all.addAll(AttachmentDeviations.of(
                desired, assessment.history(), present.description().arn(), present.attachments()));
        TagDeviations.of(assessment, present.tags()).forEach(all::add);
        warmThroughput().ifPresent(all::add);
        return all.stream().map(this::unlessContested).toList();
    }

    private Deviation unlessContested(Deviation deviation) {
        if (!(deviation.remedy() instanceof Remedy.Apply apply)
                || assessment.history().mayStillHide(apply.action(), assessment.now())) {
            return deviation;
        }
        return assessment
                .history()
                .progress()
                .contested(apply.action(), assessment.now())
                .map(effort -> deviation.with(new Remedy.Contested(effort)))
                .orElse(deviation);
    }

    private Optional<Deviation> key() {
        return switch (assessment.encryption()) {
            case NOT_ENCRYPTED, WRONG_KEY, ENCRYPTING, CHANGING_KEY ->
                Optional.of(new Deviation(
                        Deviation.KEY,
                        difference(
                                Deviation.KEY,
                                present.description().keyId().orElse("none"),
                                desired.key().id()),
                        keyRemedy()));
            case SETTLING, SETTLED, UNDETERMINED -> Optional.empty();
        };
    }

    private Remedy keyRemedy() {
        Optional<String> keyId = assessment.wantedKeyId();
        if (assessment.keyVerdict() != KeyVerdict.USABLE || keyId.isEmpty()) {
            return new Remedy.Refused(Blocker.KEY_UNUSABLE);
        }
        return within(Budget.KEY_CHANGES, () -> new Remedy.Apply(new StreamAction.StartEncryption(keyId.get())));
    }

    private Optional<Deviation> retention() {
        int found = present.description().retentionHours();
        return desired.settings()
                .retention()
                .filter(wanted -> wanted.hours() != found)
                .map(wanted -> new Deviation(
                        RETENTION, difference(RETENTION, found, wanted.hours()), retentionRemedy(wanted, found)));
    }

    private static Remedy retentionRemedy(Retention wanted, int found) {
        if (wanted.hours() > found) {
            return new Remedy.Apply(new StreamAction.IncreaseRetention(wanted.hours()));
        }
        return switch (wanted.onDecrease()) {
            case DISCARD_RECORDS -> new Remedy.Apply(new StreamAction.DecreaseRetention(wanted.hours()));
            case REFUSE -> new Remedy.Refused(Blocker.RETENTION_DECREASE);
        };
    }

    private Optional<Deviation> mode() {
        CapacityMode wanted = desired.capacity().mode();
        CapacityMode found = present.description().shards().mode();
        if (wanted == found) {
            return Optional.empty();
        }
        String arn = present.description().arn();
        List<StreamAction> actions = new ArrayList<>(List.of(new StreamAction.SwitchMode(arn, wanted)));
        wantedWarmThroughput()
                .map(mibps -> new StreamAction.UpdateWarmThroughput(arn, mibps))
                .ifPresent(actions::add);
        Remedy remedy = within(Budget.MODE_SWITCHES, () -> Remedy.Apply.eachOf(actions));
        return Optional.of(new Deviation(MODE, difference(MODE, found.inWords(), wanted.inWords()), remedy));
    }

    private Optional<Deviation> shards() {
        int found = present.description().shards().open();
        if (!(desired.capacity() instanceof Capacity.Provisioned wanted) || wanted.shards() == found) {
            return Optional.empty();
        }
        List<Integer> path = Resharding.path(found, wanted.shards());
        Remedy remedy = within(Budget.RESHARDINGS, () -> new Remedy.Apply(new StreamAction.Reshard(path.get(0))));
        return Optional.of(new Deviation(
                Deviation.SHARDS,
                difference(Deviation.SHARDS, found, wanted.shards())
                        + ways(path, assessment.history().progress().resharding()),
                remedy));
    }

    /** Who reads this wants to know how far it is, what comes next, and when it will be over. */
    private String ways(List<Integer> path, Optional<Resharding> begun) {
        int steps = Math.max(begun.map(Resharding::steps).orElse(0), path.size());
        if (steps < 2) {
            return "";
        }
        if (begun.isEmpty()) {
            return " (in %d steps: %s)".formatted(steps, numbers(path));
        }
        // What somebody else did to the number of shards meanwhile can make the way longer than it was.
        int step = steps - path.size() + 1;
        String later = path.size() == 1 ? "" : ", then " + numbers(path.subList(1, path.size()));
        return " (step %d of %d: to %d%s%s)".formatted(step, steps, path.get(0), later, arrival(path, begun.get()));
    }

    private static String numbers(List<Integer> shards) {
        return shards.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Nothing, as long as nobody can tell: at first, and if today's steps do not suffice. */
    private String arrival(List<Integer> path, Resharding way) {
        List<Instant> begun = assessment.history().spent().reshardings();
        return path.size() > Budget.RESHARDINGS.left(begun, assessment.now())
                ? ""
                : way.doneAt(begun)
                        .map(at -> "; done by about " + HOURS_AND_MINUTES.format(at))
                        .orElse("");
    }

    private Optional<Deviation> maxRecordSize() {
        int found = present.description().settings().maxRecordSizeKiB();
        return desired.settings()
                .maxRecordSizeKiB()
                .filter(wanted -> wanted != found)
                .map(wanted -> new Deviation(
                        RECORD_SIZE,
                        difference(RECORD_SIZE, found, wanted),
                        new Remedy.Apply(new StreamAction.UpdateMaxRecordSize(
                                present.description().arn(), wanted))));
    }

    private Optional<Deviation> metrics() {
        ShardMetrics found = present.description().settings().metrics();
        return desired.settings()
                .metrics()
                .filter(wanted -> !wanted.changesFrom(found).isEmpty())
                .map(wanted -> new Deviation(
                        METRICS, difference(METRICS, found, wanted), Remedy.Apply.eachOf(wanted.changesFrom(found))));
    }

    /**
     * The last of all: AWS refuses it to accounts that have not committed themselves to a minimum, and what is refused holds
     * up what comes after it. A stream that is not on demand yet is switched first.
     */
    private Optional<Deviation> warmThroughput() {
        ShardCount found = present.description().shards();
        return wantedWarmThroughput()
                .filter(wanted -> found.mode() == CapacityMode.ON_DEMAND)
                .filter(wanted -> found.warmThroughput()
                        .filter(warm -> warm.isAsAsked(wanted))
                        .isEmpty())
                .map(wanted -> new Deviation(
                        WARM_THROUGHPUT,
                        difference(
                                WARM_THROUGHPUT,
                                found.warmThroughput()
                                        .flatMap(StreamDescription.WarmThroughput::known)
                                        .map(String::valueOf)
                                        .orElse("not set"),
                                wanted),
                        new Remedy.Apply(new StreamAction.UpdateWarmThroughput(
                                present.description().arn(), wanted))));
    }

    private Optional<Integer> wantedWarmThroughput() {
        return desired.capacity() instanceof Capacity.OnDemand onDemand
                ? onDemand.warmThroughputMiBps()
                : Optional.empty();
    }

    private static String difference(String field, Object found, Object wanted) {
        return "%s is %s, wanted %s".formatted(field, found, wanted);
    }

    /** Not all of them: a stream can have 50 tags, and their keys 128 characters. */
    static String list(Set<String> all) {
        String first = all.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() <= MOST_NAMED ? first : first + " and " + (all.size() - MOST_NAMED) + " more";
    }

    private Remedy within(Budget budget, Supplier<Remedy> action) {
        return budget.nextAt(assessment.history().spent().on(budget), assessment.now())
                .<Remedy>map(at -> new Remedy.NotBefore(budget, at))
                .orElseGet(action);
    }
}
