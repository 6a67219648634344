package dev.encryptedkinesis.operator.ops;

import java.util.Locale;
import java.util.Optional;

/** How the log is written. */
enum LogFormat {
    /** A line of JSON an event, for programs. */
    JSON,
    /** For people. */
    TEXT;

    /** Where logback.xml reads it; it goes before an environment variable of that name. */
    private static final String PROPERTY = "LOG_FORMAT";

    /** To be called before the first logger is made. */
    void use() {
        System.setProperty(PROPERTY, name().toLowerCase(Locale.ROOT));
    }

    /** What was set, or else what is right for whoever reads along. */
    static LogFormat of(Optional<LogFormat> set) {
        return set.orElseGet(() -> isReadByAPerson() ? TEXT : JSON);
    }

    private static boolean isReadByAPerson() {
        // The console of some newer JDKs is there without a terminal, too; this is the one that is not.
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }
}
