package dev.encryptedkinesis.operator.owned;

/** What is to become of an owned object, as far as one look at the stream shows. */
public sealed interface Decision {

    /** It is to be there, and to say this. */
    record Publish(Content content) implements Decision {}

    /**
     * It is not to be there.
     *
     * @param why in words that go on from "since"
     */
    record Withdraw(String why) implements Decision {}

    /** The look shows too little: what is there stays there, and what is not stays away. */
    record Keep() implements Decision {}
}
