package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a pass does, having looked. */
public sealed interface NextStep {

    /** All is as asked. Look again at the steady interval. */
    record Converged() implements NextStep {}

    record Act(StreamAction action) implements NextStep {}

    /** @param since when the waiting began, if that is known */
    record Wait(For what, Optional<Instant> since) implements NextStep {}

    /** AWS allows no further change of this kind before then. */
    record WaitForBudget(Budget budget, Instant until) implements NextStep {}

    /**
     * AWS creates only so many streams at once, and others come first.
     *
     * @param before how many wait that come first
     * @param until when to ask again
     */
    record AwaitSlot(int before, Instant until) implements NextStep {}

    /** What AWS accepted is undone again and again: it is tried again later, and a human has to find out by whom. */
    record StandBack(Effort effort) implements NextStep {}

    /** Look again slowly: a human has to act. */
    record Blocked(Blocker blocker) implements NextStep {}

    /** Something is to be done, and to be shown instead. */
    record Planned(List<String> actions) implements NextStep {

        public Planned {
            actions = List.copyOf(actions);
        }
    }

    /** The object is being deleted, and nothing is left to do. */
    record Release(Farewell farewell) implements NextStep {}

    /** What is waited for. */
    enum For {
        /** The stream is CREATING. */
        CREATION,
        /** The stream is UPDATING. */
        UPDATE,
        /** The stream is DELETING. */
        DELETION,
        /** The stream is ACTIVE and encrypted; AWS may write plaintext for 5 seconds more. */
        SETTLING,
        /** AWS accepted a change that it does not show yet. */
        EFFECT,
        /** Fan-out consumers are being registered or deregistered, or something attached has not been looked at. */
        CONSUMERS,
        /** KMS has not said whether the key is usable. */
        KEY_ANSWER,
        /** The object that is to name the key does not name one yet. */
        KEY_REFERENCE,
        /** Those who use the stream are being given the use of the new key, before the stream changes to it. */
        GRANTS
    }

    /** What became of the stream of an object that is released. */
    enum Farewell {
        /** The stream is deleted, or was gone already. */
        GONE,
        /** The spec says that it stays. */
        RETAINED,
        /** It was never this object's. */
        NOT_OURS,
        /** The orphan annotation says that it stays. */
        ORPHANED
    }
}
