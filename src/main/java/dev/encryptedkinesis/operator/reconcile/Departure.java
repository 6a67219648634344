package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.stream.NextStep.Farewell;

/** How far the deletion of an object is. */
sealed interface Departure {

    /** Nothing is left to do at AWS: the object may go. */
    record Released(Farewell farewell) implements Departure {}

    record Continues(Outcome outcome) implements Departure {}
}
