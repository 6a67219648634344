package dev.encryptedkinesis.operator.access.policy;

import java.util.function.Supplier;

/** Yes, no, or unknown and why: the logic of Kleene. */
sealed interface Truth {

    Truth YES = new Known(true);
    Truth NO = new Known(false);

    record Known(boolean value) implements Truth {}

    /** @param what is not known, for people */
    record Unknown(String what) implements Truth {}

    static Truth of(boolean value) {
        return value ? YES : NO;
    }

    static Truth unknown(String what) {
        return new Unknown(what);
    }

    default boolean isYes() {
        return equals(YES);
    }

    default boolean isNo() {
        return equals(NO);
    }

    default Truth not() {
        return this instanceof Known known ? of(!known.value()) : this;
    }

    default Truth and(Supplier<Truth> other) {
        if (isNo()) {
            return NO;
        }
        Truth second = other.get();
        return isYes() || second.isNo() ? second : this;
    }

    default Truth or(Supplier<Truth> other) {
        return not().and(() -> other.get().not()).not();
    }
}
