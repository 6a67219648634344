package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.aws.ClientFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Gives the operator the simulated account's clients, whichever Region it asks for: the account has only one. */
public record SimulatedClients(SimulatedAws aws) implements ClientFactory {

    @Override
    public KinesisClient kinesis(Region region) {
        return aws.kinesis();
    }

    @Override
    public KmsClient kms(Region region) {
        return aws.kms();
    }

    /** Nothing is shared that could be closed. */
    @Override
    public void close() {}
}
