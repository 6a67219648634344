package dev.encryptedkinesis.operator.conformance;

import static dev.encryptedkinesis.operator.conformance.Streams.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Key policies and grants, as far as somebody who explains access to a stream needs them. */
abstract class GrantExpectations {
    private static final Map<String, String> CONTEXT =
            Map.of("aws:kinesis:arn", "arn:aws:kinesis:us-east-1:123456789012:stream/orders");

    private final AwsWorld world = world();
    private final Roles roles = new Roles(world);
    private final KeyMetadata key = world.kms().createKey().keyMetadata();

    abstract AwsWorld world();

    @Test
    void aNewKeyLeavesItAllToItsAccount() {
        String root = "arn:aws:iam::%s:root".formatted(key.arn().split(":")[4]);

        assertThat(policy(key.keyId())).contains(root, "kms:*").isEqualTo(policy(key.arn()));
    }

    @Test
    void aPolicyIsReadAsItWasPut() {
        String document = Roles.allowing("kms:*")
                .replace("\"Effect\"", "\"Principal\": {\"AWS\": \"%s\"}, \"Effect\"")
                .formatted(roles.create());

        world.kms()
                .putKeyPolicy(request ->
                        request.keyId(key.keyId()).policyName("default").policy(document));

        assertThat(policy(key.keyId())).isEqualTo(document);
    }

    @Test
    void aPolicyThatIsNoneIsRefused() {
        expectRefusal(
                "MalformedPolicyDocumentException",
                Deviation.KEY_POLICIES_ARE_NOT_CHECKED,
                () -> world.kms()
                        .putKeyPolicy(request ->
                                request.keyId(key.keyId()).policyName("default").policy("no policy")));
    }

    @Test
    void aPolicyHasOneNameAndNoAliasLeadsToIt() {
        String alias = "alias/conformance-" + UUID.randomUUID();
        world.kms().createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId()));

        expectError("NotFoundException", () -> policy(alias));
        expectError("NotFoundException", () -> policy(UUID.randomUUID().toString()));
        expectError(
                "NotFoundException",
                () -> world.kms()
                        .getKeyPolicy(request -> request.keyId(key.keyId()).policyName("other")));
        ThrowingCallable withoutName = () -> world.kms().getKeyPolicy(request -> request.keyId(key.keyId()));
        world.expect(
                () -> assertThatCode(withoutName).doesNotThrowAnyException(),
                Deviation.POLICY_NAME_IS_REQUIRED,
                () -> expectError("NotFoundException", withoutName));
    }

    @Test
    void aGrantIsListedUntilItIsRevoked() {
        String role = roles.create();
        String id = grant(
                role,
                request ->
                        request.name("ours").constraints(constraints -> constraints.encryptionContextSubset(CONTEXT)));
        world.await("the grant is listed", () -> grants().size() == 1);

        GrantListEntry grant = grants().get(0);
        assertThat(grant.grantId()).isEqualTo(id);
        assertThat(grant.name()).isEqualTo("ours");
        assertThat(grant.granteePrincipal()).isEqualTo(role);
        assertThat(grant.operations()).containsExactly(GrantOperation.DECRYPT);
        assertThat(grant.constraints().encryptionContextSubset()).isEqualTo(CONTEXT);
        world.expect(
                () -> assertThat(grant.keyId()).isEqualTo(key.arn()),
                Deviation.GRANTS_SHOW_BARE_KEY_IDS,
                () -> assertThat(grant.keyId()).isEqualTo(key.keyId()));

        world.kms().revokeGrant(request -> request.keyId(key.keyId()).grantId(id));
        world.await("the grant is listed no more", () -> grants().isEmpty());
        expectError(
                "NotFoundException",
                () -> world.kms()
                        .revokeGrant(request -> request.keyId(key.keyId()).grantId(id)));
    }

    @Test
    void theSameGrantUnderTheSameNameIsOne() {
        String role = roles.create();
        String first = grant(role, request -> request.name("ours"));
        String second = grant(role, request -> request.name("ours"));

        world.expect(
                () -> assertThat(second).isEqualTo(first),
                Deviation.GRANT_NAMES_MEAN_NOTHING,
                () -> assertThat(second).isNotEqualTo(first));
        assertThat(grant(role, request -> {})).isNotEqualTo(grant(role, request -> {}));
    }

    @Test
    void grantsAreListedByGranteeAndById() {
        String id = grant(roles.create(), request -> {});
        String role = roles.create();
        grant(role, request -> {});
        world.await("both grants are listed", () -> grants().size() == 2);

        List<GrantListEntry> ofRole = world.kms()
                .listGrants(request -> request.keyId(key.keyId()).granteePrincipal(role))
                .grants();
        world.expect(
                () -> assertThat(ofRole)
                        .extracting(GrantListEntry::granteePrincipal)
                        .containsExactly(role),
                Deviation.LISTS_GRANTS_TO_ANYBODY,
                () -> assertThat(ofRole).hasSize(2));
        assertThat(world.kms()
                        .listGrants(request -> request.keyId(key.keyId()).grantId(id))
                        .grants())
                .extracting(GrantListEntry::grantId)
                .containsExactly(id);
    }

    @Test
    void grantsAreListedPageByPage() {
        String role = roles.create();
        grant(role, request -> request.name("one"));
        grant(role, request -> request.name("two"));
        world.await("both grants are listed", () -> grants().size() == 2);

        var first = world.kms().listGrants(request -> request.keyId(key.keyId()).limit(1));

        world.expect(
                () -> {
                    assertThat(first.grants()).hasSize(1);
                    assertThat(first.truncated()).isTrue();
                    var second = world.kms()
                            .listGrants(request ->
                                    request.keyId(key.keyId()).limit(1).marker(first.nextMarker()));
                    assertThat(second.grants()).hasSize(1).doesNotContainAnyElementsOf(first.grants());
                    assertThat(second.truncated()).isFalse();
                },
                Deviation.LISTS_GRANTS_IN_ONE_PAGE,
                () -> assertThat(first.grants()).hasSize(2));
    }

    @Test
    void aGranteeHasToExistAndTheKeyHasToBeEnabled() {
        String role = roles.create();

        expectRefusal(
                "InvalidArnException", Deviation.GRANTS_ARE_NOT_CHECKED, () -> grant(role + "-missing", request -> {}));
        expectRefusal(
                "ValidationException",
                Deviation.GRANTS_ARE_NOT_CHECKED,
                () -> grant(role, request -> request.operations(GrantOperation.SIGN)));
        world.kms().disableKey(request -> request.keyId(key.keyId()));
        expectRefusal("DisabledException", Deviation.GRANTS_ARE_NOT_CHECKED, () -> grant(role, request -> {}));
    }

    @Test
    void aGrantThatNeverWasIsNotFound() {
        expectError(
                "NotFoundException",
                () -> world.kms()
                        .revokeGrant(request -> request.keyId(key.keyId()).grantId("0".repeat(64))));
    }

    private void expectRefusal(String code, Deviation unless, ThrowingCallable call) {
        world.expect(
                () -> expectError(code, call),
                unless,
                () -> assertThatCode(call).doesNotThrowAnyException());
    }

    private String policy(String keyId) {
        return world.kms()
                .getKeyPolicy(request -> request.keyId(keyId).policyName("default"))
                .policy();
    }

    private List<GrantListEntry> grants() {
        return world.kms().listGrants(request -> request.keyId(key.keyId())).grants();
    }

    private String grant(String role, Consumer<CreateGrantRequest.Builder> different) {
        return world.kms()
                .createGrant(request -> {
                    request.keyId(key.keyId()).granteePrincipal(role).operations(GrantOperation.DECRYPT);
                    different.accept(request);
                })
                .grantId();
    }
}
