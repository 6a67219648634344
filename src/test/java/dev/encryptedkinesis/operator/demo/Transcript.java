package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.simulation.JournalEntry;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.io.PrintStream;
import java.time.Duration;

/** What is printed, line by line, with the simulated seconds since the beginning. */
final class Transcript {

    private static final int WIDTH = 100;
    private static final String INDENT = "  ";
    private static final String UNDER_MOMENT = " ".repeat(11);
    private static final String CALLS = "%-38s %-20s %s";

    private final PrintStream out;

    Transcript(PrintStream out) {
        this.out = out;
    }

    void heading(String text) {
        out.printf("%n%s%n", text);
    }

    void text(String text) {
        text.lines().forEach(line -> out.println((INDENT + line).stripTrailing()));
    }

    void rowHeader() {
        out.println(INDENT + "   TIME  " + StreamRow.header());
    }

    void row(Duration moment, StreamRow row) {
        out.println(moment(moment) + row.line(moment));
    }

    void event(Duration moment, Event event) {
        String prefix = moment(moment) + "* ";
        String told = event.getReason() + ": " + event.getNote();
        out.println(prefix + wrapped(told, WIDTH - prefix.length(), "\n" + UNDER_MOMENT + INDENT));
    }

    void callHeader() {
        out.println(INDENT + "   TIME  " + CALLS.formatted("CALL", "ABOUT", "OUTCOME"));
    }

    void call(Duration moment, JournalEntry call) {
        String about = call.resource().substring(call.resource().lastIndexOf(':') + 1);
        out.println(moment(moment) + CALLS.formatted(call.operation().action(), about, call.outcome()));
    }

    void measure(String what, String value) {
        out.println(INDENT + "%-26s %s".formatted(what, value));
    }

    private static String moment(Duration moment) {
        return INDENT + "%6.1fs  ".formatted(seconds(moment));
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Breaks at blanks; what has none, such as an ARN, may be longer than a line. */
    private static String wrapped(String text, int width, String lineBreak) {
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ")) {
            if (used > 0 && used + 1 + word.length() > width) {
                lines.append(lineBreak);
                used = 0;
            } else if (used > 0) {
                lines.append(' ');
                used++;
            }
            lines.append(word);
            used += word.length();
        }
        return lines.toString();
    }
}
