package dev.encryptedkinesis.operator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** Sessions of IAM roles, as the operator begins them for an AwsIdentity. */
abstract class SessionExpectations {

    private static final String SESSION = "ekstream-shop";

    private final AwsWorld world = world();
    private final Roles roles = new Roles(world);

    abstract AwsWorld world();

    private AssumeRoleResponse assume(String role) {
        return world.sts()
                .assumeRole(request -> request.roleArn(role)
                        .roleSessionName(SESSION)
                        .externalId("shop-7")
                        .tags(Tag.builder()
                                .key("encryptedkinesis.dev/namespace")
                                .value("shop")
                                .build()));
    }

    @Test
    void aSessionIsKnownByItsRoleAndItsName() {
        String role = roles.create();
        world.trust(role);

        GetCallerIdentityResponse caller =
                world.sts(role, SESSION, assume(role).credentials()).getCallerIdentity();

        assertThat(caller.arn())
                .isEqualTo("arn:aws:sts::%s:assumed-role/%s/%s"
                        .formatted(caller.account(), role.substring(role.indexOf('/') + 1), SESSION));
        assertThat(role).contains(":" + caller.account() + ":");
    }

    @Test
    void aSessionEnds() {
        String role = roles.create();
        world.trust(role);

        assertThat(assume(role).credentials().expiration()).isNotNull();
    }

    @Test
    void whoIsNotTrustedIsDenied() {
        String role = roles.create();

        world.expect(
                () -> assertThatThrownBy(() -> assume(role))
                        .isInstanceOfSatisfying(
                                StsException.class,
                                denial -> assertThat(denial.awsErrorDetails().errorCode())
                                        .isEqualTo("AccessDenied")),
                Deviation.TRUST_IS_NOT_CHECKED,
                () -> assertThat(assume(role).credentials()).isNotNull());
    }
}
