package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Realm;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Gateways with the SDK's own clients, and an AWS that answers as told. */
abstract class GatewayTest {

    static final Realm REALM = Realm.own("eu-west-1");

    LoopbackAws aws;
    AwsClients clients;

    @BeforeEach
    void connect() throws IOException {
        aws = new LoopbackAws();
        clients = new AwsClients(new SdkClientFactory(
                "1", StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")), Timeouts.DEFAULT));
    }

    @AfterEach
    void disconnect() {
        clients.close();
        aws.close();
    }
}
