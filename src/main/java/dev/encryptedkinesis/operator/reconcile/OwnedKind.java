package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.owned.Decision;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.stream.Assessment;
import java.util.List;
import java.util.Optional;

/** What is particular to one kind of owned objects, of which an owner has at most one. */
interface OwnedKind {

    OwnedWords words();

    /** The name that the spec asks for. */
    Optional<String> wanted(EncryptedKinesisStreamSpec spec);

    /** The name of the one that is there, as the status tells. */
    Optional<String> told(EncryptedKinesisStreamStatus status);

    /** The names of all that the operator may have written, as the status records. */
    List<String> recorded(EncryptedKinesisStreamStatus status);

    EncryptedKinesisStreamStatus telling(
            EncryptedKinesisStreamStatus status, Optional<String> name, List<String> recorded);

    /**
     * What is to become of it.
     *
     * @param next the status that this pass is about to write
     */
    Decision decide(EncryptedKinesisStream object, Assessment seen, EncryptedKinesisStreamStatus next);

    /** @param name its namespace and name */
    Occurrence published(String name);

    /**
     * The end of one.
     *
     * @param name its namespace and name
     * @param why in words that go on from "since"
     */
    Occurrence removed(String name, String why);
}
