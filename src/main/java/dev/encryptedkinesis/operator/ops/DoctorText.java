package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.doctor.Check;
import dev.encryptedkinesis.operator.doctor.Diagnosis;
import dev.encryptedkinesis.operator.doctor.Fix;
import dev.encryptedkinesis.operator.doctor.Outcome;
import dev.encryptedkinesis.operator.doctor.Topic;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A diagnosis for people: the first cause with its fix, the tree of all checks, and what else there is to do. */
final class DoctorText {

    /** Names at AWS may hold anything, also what moves a terminal's cursor or turns the direction of writing. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x20-\\x7e]");

    private final Diagnosis diagnosis;
    private final Signs signs;
    private final StringBuilder text = new StringBuilder();

    /** How lines hang together: one that is followed by others, the last, and one of others in between. */
    private record Branches(String branch, String last, String trunk) {}

    /** What a terminal can show. */
    enum Signs {
        UNICODE("✓", "✗", "?", new Branches("├─ ", "└─ ", "│  ")),
        ASCII("[ok]", "[!!]", "[??]", new Branches("|- ", "`- ", "|  "));

        private final String good;
        private final String bad;
        private final String unknown;
        private final Branches branches;

        Signs(String good, String bad, String unknown, Branches branches) {
            this.good = good;
            this.bad = bad;
            this.unknown = unknown;
            this.branches = branches;
        }

        private String of(Outcome outcome) {
            return switch (outcome) {
                case GOOD -> good;
                case UNKNOWN -> unknown;
                case BAD, UNREACHED -> bad;
            };
        }

        private String shown(String said) {
            String visible = INVISIBLE.matcher(said).replaceAll("?");
            return switch (this) {
                case UNICODE -> visible;
                case ASCII -> NOT_ASCII.matcher(visible).replaceAll("?");
            };
        }
    }

    private DoctorText(Diagnosis diagnosis, Signs signs) {
        this.diagnosis = diagnosis;
        this.signs = signs;
    }

    static String of(Diagnosis diagnosis, Signs signs) {
        DoctorText told = new DoctorText(diagnosis, signs);
        told.tell();
        return told.text.toString();
    }

    private void tell() {
        List<Diagnosis.Placed> matters = Stream.concat(diagnosis.causes().stream(), diagnosis.unknowns().stream())
                .toList();
        matters.stream().limit(1).forEach(this::matter);
        tree();
        // What is not known and cannot be helped stands in the tree.
        List<Diagnosis.Placed> others = matters.stream()
                .skip(1)
                .filter(placed -> placed.check().outcome() != Outcome.UNKNOWN
                        || placed.check().fix().isPresent())
                .toList();
        if (!others.isEmpty()) {
            line("");
        }
        others.forEach(this::matter);
    }

    private void matter(Diagnosis.Placed placed) {
        Check check = placed.check();
        String where = isAlone(placed.topic()) ? check.title() : placed.topic().title() + ", " + check.title();
        String word = check.outcome() == Outcome.UNKNOWN ? "Not known" : "Cause";
        line(signs.of(check.outcome()) + " " + word + ": " + where + ": " + check.detail());
        check.fix().ifPresent(this::fix);
        line("");
    }

    private void fix(Fix fix) {
        line("  Fix: " + fix.instruction());
        fix.text().ifPresent(paste -> {
            line("");
            line(paste);
        });
    }

    private void tree() {
        line(signs.of(diagnosis.result()) + " " + diagnosis.stream().name() + " in "
                + diagnosis.stream().region());
        for (int i = 0; i < diagnosis.topics().size(); i++) {
            topic(diagnosis.topics().get(i), place(i, diagnosis.topics().size()));
        }
    }

    /** Whether more comes at this height. */
    private enum Place {
        BEFORE_OTHERS,
        LAST
    }

    private static Place place(int index, int size) {
        return index == size - 1 ? Place.LAST : Place.BEFORE_OTHERS;
    }

    private void topic(Topic topic, Place place) {
        if (isAlone(topic)) {
            check(topic.checks().get(0), place, "");
            return;
        }
        line(branch(place) + signs.of(topic.outcome()) + " " + topic.title());
        String indent = switch (place) {
            case BEFORE_OTHERS -> signs.branches.trunk();
            case LAST -> "   ";
        };
        for (int i = 0; i < topic.checks().size(); i++) {
            check(topic.checks().get(i), place(i, topic.checks().size()), indent);
        }
    }

    private void check(Check check, Place place, String indent) {
        String consequence =
                check.because().map(id -> " (follows from " + id + ")").orElse("");
        line(indent + branch(place) + signs.of(check.outcome()) + " " + check.title() + ": " + check.detail()
                + consequence);
    }

    private String branch(Place place) {
        return switch (place) {
            case BEFORE_OTHERS -> signs.branches.branch();
            case LAST -> signs.branches.last();
        };
    }

    /** A topic with one check that says the same as its title. */
    private static boolean isAlone(Topic topic) {
        return topic.checks().size() == 1
                && topic.title().equals(topic.checks().get(0).title());
    }

    private void line(String said) {
        text.append(signs.shown(said)).append('\n');
    }
}
