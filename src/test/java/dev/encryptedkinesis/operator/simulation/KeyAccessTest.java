package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

class KeyAccessTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String OTHER_ACCOUNT = "999999999999";

    private final Account account = Account.plain();
    private final AwsConsole console = account.aws().console();
    private final KmsClient kms = account.aws().kms();
    private String role;
    private String key;

    @BeforeEach
    void aRoleAndAKey() {
        role = console.access().createRole("api");
        key = console.createKey();
    }

    @Test
    void aNewKeyLeavesItAllToItsAccount() {
        assertThat(policy(key)).contains("\"arn:aws:iam::123456789012:root\"", "\"kms:*\"");
    }

    @Test
    void awsOwnKeyIsForThoseWhoComeThroughKinesis() {
        String awsKey = describe("alias/aws/kinesis");

        assertThat(policy(awsKey))
                .contains("kinesis.eu-west-1.amazonaws.com", "\"kms:CallerAccount\": \"123456789012\"");
        expectError("AccessDeniedException", () -> grant(request -> request.keyId(awsKey)));
        expectError(
                "AccessDeniedException",
                () -> console.kms()
                        .putKeyPolicy(request -> request.keyId(awsKey).policy(policy(key))));
    }

    @Test
    void aPolicyIsReadByIdOrArnAndByItsOnlyName() {
        String id = key.substring(key.lastIndexOf('/') + 1);

        assertThat(policy(id)).isEqualTo(policy(key));
        expectError("NotFoundException", () -> policy("alias/aws/kinesis"));
        expectError(
                "NotFoundException",
                () -> kms.getKeyPolicy(request -> request.keyId(key).policyName("other")));
    }

    @Test
    void aPolicyOfAnotherAccountIsNotReadAndItsGrantsOnlyIfItSaysSo() {
        String shared = console.createKeyOfAccount(OTHER_ACCOUNT);

        expectError("AccessDeniedException", () -> policy(shared));
        expectError("AccessDeniedException", () -> grants(shared));
        assertThat(describe(shared)).isEqualTo(shared);

        console.access().putKeyPolicy(shared, NamedKeyPolicy.SHARED_WITH_ACCOUNT_AND_GRANTS, role);
        expectError("AccessDeniedException", () -> policy(shared));
        assertThat(grants(shared)).isEmpty();

        console.access().putKeyPolicy(shared, NamedKeyPolicy.OPEN_TO_EVERYBODY, role);
        expectError("AccessDeniedException", () -> policy(shared));
    }

    @Test
    void aPolicyShowsAtOnceAndCountsLater() {
        String hiding =
                NamedKeyPolicy.HIDES_ITSELF.of("123456789012", "eu-west-1").text();

        console.kms()
                .putKeyPolicy(
                        request -> request.keyId(key).policyName("default").policy(hiding));

        assertThat(policy(key)).isEqualTo(hiding);
        account.clock().advance(Account.STEP);
        expectError("AccessDeniedException", () -> policy(key));
        expectError("AccessDeniedException", () -> grants(key));
        assertThat(describe(key)).isEqualTo(key);
    }

    @Test
    void aPolicyHasToBeJsonAndItsPrincipalsHaveToExist() {
        String ofNobody = NamedKeyPolicy.NAMES_ROLE
                .of("123456789012", "eu-west-1")
                .with("role", role + "-missing")
                .text();

        expectError("MalformedPolicyDocumentException", () -> put("policy"));
        expectError("MalformedPolicyDocumentException", () -> put(ofNobody));
    }

    @Test
    void aPolicyThatNamesADeletedRoleShowsItsIdAndDoesNotMeanTheNext() {
        console.access().putKeyPolicy(key, NamedKeyPolicy.NAMES_ROLE, role);
        assertThat(policy(key)).contains(role);

        console.access().delete(role);
        console.access().createRole("api");

        assertThat(policy(key)).doesNotContain(role).containsPattern("\"AROA[0-9A-F]{17}\"");
    }

    @Test
    void aPolicyOfUnknownShapeIsNotGuessedAt() {
        console.access().putKeyPolicy(key, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", \
                "Resource": "*", "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "300"}}}}""");

        assertThatThrownBy(() -> describe(key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NumericLessThan");
    }

    @Test
    void aGrantIsListedOnceItHasPropagatedAndForAWhileAfterItsEnd() {
        String id = grant(request -> request.name("ours")
                .constraints(constraints -> constraints.encryptionContextSubset(Map.of("aws:kinesis:arn", STREAM))));
        assertThat(grants(key)).isEmpty();
        account.clock().advance(Account.STEP);

        assertThat(grants(key)).singleElement().satisfies(grant -> {
            assertThat(grant.grantId()).isEqualTo(id);
            assertThat(grant.name()).isEqualTo("ours");
            assertThat(grant.keyId()).isEqualTo(key);
            assertThat(grant.granteePrincipal()).isEqualTo(role);
            assertThat(grant.operations()).containsExactly(GrantOperation.DECRYPT);
            assertThat(grant.constraints().encryptionContextSubset()).containsEntry("aws:kinesis:arn", STREAM);
        });

        kms.revokeGrant(request -> request.keyId(key).grantId(id));
        assertThat(grants(key)).hasSize(1);
        expectError(
                "NotFoundException",
                () -> kms.revokeGrant(request -> request.keyId(key).grantId(id)));
        account.clock().advance(Account.STEP);
        assertThat(grants(key)).isEmpty();
    }

    @Test
    void eachGrantTakesItsOwnTimeOfUpToFiveMinutes() {
        Account likeAws = new Account(
                account.clock(),
                Account.plain(account.clock()).delays(Delays.likeAws()).build());
        String grantee = likeAws.aws().console().access().createRole("api");
        String ofLikeAws = likeAws.aws().console().createKey();
        IntStream.range(0, 20)
                .forEach(number -> likeAws.aws()
                        .kms()
                        .createGrant(request -> request.keyId(ofLikeAws)
                                .granteePrincipal(grantee)
                                .operations(GrantOperation.DECRYPT)));
        Supplier<Integer> listed = () -> likeAws.aws()
                .kms()
                .listGrants(request -> request.keyId(ofLikeAws))
                .grants()
                .size();

        assertThat(listed.get()).isZero();
        account.clock().advance(Duration.ofMinutes(2));
        assertThat(listed.get()).isBetween(1, 19);
        account.clock().advance(Duration.ofMinutes(3));
        assertThat(listed.get()).isEqualTo(20);
    }

    @Test
    void theSameGrantUnderTheSameNameIsOne() {
        String first = grant(request -> request.name("ours"));

        assertThat(grant(request -> request.name("ours"))).isEqualTo(first);
        assertThat(grant(request -> request.name("ours").operations(GrantOperation.GENERATE_DATA_KEY)))
                .isNotEqualTo(first);
        assertThat(grant(request -> {})).isNotEqualTo(grant(request -> {}));
    }

    @Test
    void aGrantWhoseAnswerIsLostIsThereAndFoundByItsName() {
        account.aws().faults().on(Operation.CREATE_GRANT).losesTheAnswer();
        assertThatThrownBy(() -> grant(request -> request.name("ours"))).isInstanceOf(SdkClientException.class);

        grant(request -> request.name("ours"));

        account.clock().advance(Account.STEP);
        assertThat(grants(key)).hasSize(1);
        assertThat(account.aws().journal().mutations())
                .extracting(JournalEntry::operation)
                .containsExactly(Operation.CREATE_GRANT, Operation.CREATE_GRANT);
    }

    @Test
    void grantsAreListedPageByPageAndByGrantee() {
        String other = console.access().createRole("other");
        IntStream.range(0, 5).forEach(number -> grant(request -> request.name("ours-" + number)));
        grant(request -> request.granteePrincipal(other));
        console.access().settleGrants(key);

        List<String> ids = new ArrayList<>();
        String marker = null;
        do {
            String next = marker;
            var page = kms.listGrants(request -> request.keyId(key).limit(4).marker(next));
            page.grants().forEach(grant -> ids.add(grant.grantId()));
            marker = page.nextMarker();
            assertThat(page.truncated()).isEqualTo(marker != null);
        } while (marker != null);

        assertThat(ids).hasSize(6).doesNotHaveDuplicates();
        assertThat(kms.listGrants(request -> request.keyId(key).granteePrincipal(other))
                        .grants())
                .hasSize(1);
        assertThat(kms.listGrants(request -> request.keyId(key).grantId(ids.get(0)))
                        .grants())
                .hasSize(1);
        expectError(
                "InvalidMarkerException",
                () -> kms.listGrants(request -> request.keyId(key).marker("not a marker")));
        expectError(
                "ValidationException",
                () -> kms.listGrants(request -> request.keyId(key).limit(101)));
    }

    @Test
    void aGranteeThatIsGoneIsShownByItsId() {
        grant(request -> {});
        console.access().settleGrants(key);
        console.access().delete(role);

        assertThat(grants(key))
                .singleElement()
                .satisfies(grant -> assertThat(grant.granteePrincipal()).startsWith("AROA"));
    }

    @Test
    void aGrantHasToBeToSomebodyForSomethingOnAKeyThatIsEnabled() {
        expectError("InvalidArnException", () -> grant(request -> request.granteePrincipal(role + "-missing")));
        expectError("ValidationException", () -> grant(request -> request.operations(GrantOperation.SIGN)));
        expectError("ValidationException", () -> grant(request -> request.name("not a name")));
        console.pointAlias("alias/orders", key);
        expectError("NotFoundException", () -> grant(request -> request.keyId("alias/orders")));
        expectError(
                "InvalidGrantIdException",
                () -> kms.revokeGrant(request -> request.keyId(key).grantId("not an id")));

        console.disableKey(key);
        expectError("DisabledException", () -> grant(request -> {}));
    }

    @Test
    void onAKeyThatIsAboutToBeDeletedNothingIsGrantedButTaken() {
        String id = grant(request -> {});
        console.scheduleKeyDeletion(key, 7);

        assertThatThrownBy(() -> grant(request -> {}))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("is pending deletion");
        assertThatCode(() -> kms.revokeGrant(request -> request.keyId(key).grantId(id)))
                .doesNotThrowAnyException();
    }

    @Test
    void kmsMayNotKnowANewRoleYet() {
        Account eventual = new Account(
                account.clock(),
                Account.plain(account.clock()).consistency(Consistency.EVENTUAL).build());
        String ofEventual = eventual.aws().console().createKey();
        Set<String> outcomes = new TreeSet<>();
        for (int number = 0; number < 20; number++) {
            String grantee = eventual.aws().console().access().createRole("role-" + number);
            try {
                eventual.aws()
                        .kms()
                        .createGrant(request -> request.keyId(ofEventual)
                                .granteePrincipal(grantee)
                                .operations(GrantOperation.DECRYPT));
                outcomes.add("granted");
            } catch (KmsException e) {
                outcomes.add(e.awsErrorDetails().errorCode());
            }
        }

        assertThat(outcomes).containsExactly("InvalidArnException", "granted");
    }

    @Test
    void eachOperationMayBeDeniedAndHasARate() {
        for (String action : List.of("kms:GetKeyPolicy", "kms:ListGrants", "kms:CreateGrant", "kms:RevokeGrant")) {
            console.deny(action, key);
        }
        expectError("AccessDeniedException", () -> policy(key));
        expectError("AccessDeniedException", () -> grants(key));
        expectError("AccessDeniedException", () -> grant(request -> {}));
        expectError(
                "AccessDeniedException",
                () -> kms.revokeGrant(request -> request.keyId(key).grantId("1")));

        console.allow("kms:CreateGrant");
        IntStream.range(0, 49).forEach(number -> grant(request -> request.name("ours")));
        expectError("ThrottlingException", () -> grant(request -> request.name("ours")));
    }

    private String policy(String keyId) {
        return kms.getKeyPolicy(request -> request.keyId(keyId)).policy();
    }

    private void put(String policy) {
        console.kms().putKeyPolicy(request -> request.keyId(key).policy(policy));
    }

    private String describe(String keyId) {
        return kms.describeKey(request -> request.keyId(keyId)).keyMetadata().arn();
    }

    private List<GrantListEntry> grants(String keyId) {
        return kms.listGrants(request -> request.keyId(keyId)).grants();
    }

    private String grant(Consumer<CreateGrantRequest.Builder> different) {
        return kms.createGrant(request -> {
                    request.keyId(key).granteePrincipal(role).operations(GrantOperation.DECRYPT);
                    different.accept(request);
                })
                .grantId();
    }
}
