package dev.encryptedkinesis.operator.simulation;

/** Whose call it was. */
public enum Caller {
    /** Through the clients that {@link SimulatedAws} hands out: subject to quotas, permissions, faults, staleness. */
    OPERATOR,
    /** Through {@link AwsConsole}: another program or a human, to whom none of this happens. */
    SOMEBODY_ELSE,
    /** Through {@link SimulatedAws#kinesisAs}: a producer or consumer, subject to all but faults. */
    APPLICATION
}
