package dev.encryptedkinesis.operator.stream;

/**
 * A registered consumer with enhanced fan-out.
 *
 * @param arn what an application subscribes with; another one each time that a name is registered
 */
public record FanOutConsumer(String name, String arn, State state) {

    /** The constants are spelled as Kinesis reports them. */
    public enum State {
        CREATING,
        DELETING,
        ACTIVE
    }
}
