package dev.encryptedkinesis.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Mode;
import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.policy.Grant;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.Owner;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantPlanTest {

    private static final Owner OWNER = new Owner("cluster", "shop", "orders", "uid");
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/now";
    private static final String OLD = "arn:aws:kms:eu-west-1:123456789012:key/before";
    private static final String API = "arn:aws:iam::123456789012:role/api";
    private static final String BILLING = "arn:aws:iam::123456789012:role/billing";
    private static final Party PRODUCER = new Party(API, Use.PRODUCER);
    private static final Party CONSUMER = new Party(BILLING, Use.CONSUMER);

    private static NeededKey key(String arn, KeyFacts.Manager manager, String state, Set<Use> uses) {
        return new NeededKey(
                arn,
                new KeyLookup.Found(new KeyFacts(
                        arn,
                        manager,
                        state,
                        KeyFacts.Purpose.SYMMETRIC_ENCRYPTION,
                        KeyFacts.Store.KMS,
                        Optional.empty())),
                uses);
    }

    private static NeededKey current() {
        return key(KEY, KeyFacts.Manager.CUSTOMER, "Enabled", EnumSet.allOf(Use.class));
    }

    private static NeededKey previous(String state) {
        return key(OLD, KeyFacts.Manager.CUSTOMER, state, Set.of(Use.CONSUMER));
    }

    private static Optional<AccessQuestion> question(Mode mode, NeededKey... keys) {
        return Optional.of(new AccessQuestion(
                new DeclaredAccess(mode, Set.of(API), Set.of(BILLING)), "eu-west-1", STREAM, List.of(keys)));
    }

    private static GrantOrder order(String keyArn, Party party) {
        return GrantOrder.of(OWNER, keyArn, party, STREAM);
    }

    private static KeyGrant given(GrantOrder order, String id) {
        return named(order.name(), id);
    }

    private static KeyGrant named(String name, String id) {
        return new KeyGrant(Optional.of(name), new Grant(id, API, Set.of("Decrypt"), Map.of(), Map.of()));
    }

    @Test
    void consumersNeedOlderKeysTooAndProducersDoNot() {
        GrantPlan plan = GrantPlan.of(
                OWNER, question(Mode.GRANT, current(), previous("Enabled")), Map.of(KEY, List.of(), OLD, List.of()));

        assertThat(plan.missing())
                .containsExactlyInAnyOrder(order(KEY, PRODUCER), order(KEY, CONSUMER), order(OLD, CONSUMER));
        assertThat(plan.surplus()).isEmpty();
    }

    @Test
    void whatIsThereIsNotMissing() {
        GrantPlan plan = GrantPlan.of(
                OWNER, question(Mode.GRANT, current()), Map.of(KEY, List.of(given(order(KEY, PRODUCER), "g1"))));

        assertThat(plan.missing()).containsExactly(order(KEY, CONSUMER));
        assertThat(plan.surplus()).isEmpty();
    }

    @Test
    void onlyOursAreEverSurplus() {
        String leftBehind = order(KEY, new Party(BILLING, Use.PRODUCER)).name();
        Owner other = new Owner("cluster", "shop", "clicks", "uid");
        GrantPlan plan = GrantPlan.of(
                OWNER,
                Optional.empty(),
                Map.of(
                        KEY,
                        List.of(
                                named(leftBehind, "ours"),
                                given(GrantOrder.of(other, KEY, PRODUCER, STREAM), "of another object"),
                                named("encryptedkinesis/", "looks alike"),
                                named("somebody", "somebody else's"),
                                new KeyGrant(
                                        Optional.empty(),
                                        new Grant("nameless", API, Set.of("Decrypt"), Map.of(), Map.of())))));

        assertThat(plan.surplus()).containsExactly(new GrantPlan.Surplus(KEY, "ours"));
        assertThat(plan.missing()).isEmpty();
    }

    @Test
    void verifyingGivesNothingAndTakesBackWhatWasGiven() {
        GrantPlan plan = GrantPlan.of(
                OWNER, question(Mode.VERIFY, current()), Map.of(KEY, List.of(given(order(KEY, PRODUCER), "g1"))));

        assertThat(plan.missing()).isEmpty();
        assertThat(plan.surplus()).containsExactly(new GrantPlan.Surplus(KEY, "g1"));
        assertThat(GrantPlan.keys(question(Mode.VERIFY, current()))).isEmpty();
    }

    @Test
    void onAKeyThatIsNotUsableNothingIsGivenAndNothingTakenBack() {
        GrantPlan plan = GrantPlan.of(
                OWNER,
                question(Mode.GRANT, current(), previous("Disabled")),
                Map.of(KEY, List.of(), OLD, List.of(given(order(OLD, CONSUMER), "g1"))));

        assertThat(plan.missing()).extracting(GrantOrder::keyArn).containsOnly(KEY);
        assertThat(plan.surplus()).isEmpty();
    }

    @Test
    void theKeyThatAwsManagesTakesNone() {
        NeededKey awsManaged = key(KEY, KeyFacts.Manager.AWS, "Enabled", EnumSet.allOf(Use.class));

        assertThat(GrantPlan.keys(question(Mode.GRANT, awsManaged))).isEmpty();
        assertThat(GrantPlan.of(OWNER, question(Mode.GRANT, awsManaged), Map.of(KEY, List.of()))
                        .missing())
                .isEmpty();
    }

    @Test
    void ofAKeyThatWasNotLookedAtNothingIsPlanned() {
        assertThat(GrantPlan.of(OWNER, question(Mode.GRANT, current()), Map.of()))
                .isEqualTo(new GrantPlan(List.of(), List.of()));
    }

    @Test
    void namesAreSuchAsKmsTakesAndTellOrdersApart() {
        Owner hostile = new Owner("c", "n", "a".repeat(253), "uid");
        List<String> names = List.of(
                order(KEY, PRODUCER).name(),
                order(KEY, CONSUMER).name(),
                order(KEY, new Party(API, Use.CONSUMER)).name(),
                GrantOrder.of(OWNER, KEY, PRODUCER, STREAM + "2").name(),
                GrantOrder.of(hostile, KEY, PRODUCER, STREAM).name());

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z0-9:/_-]{1,256}"));
        assertThat(GrantOrder.of(new Owner("cluster", "shop", "orders", "another uid"), KEY, PRODUCER, STREAM))
                .as("an object that was applied again is the same")
                .isEqualTo(order(KEY, PRODUCER));
    }
}
