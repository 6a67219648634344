package dev.encryptedkinesis.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.ops.ObjectReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {

    private static EncryptedKinesisStream stream(String parts) {
        return ObjectReading.serialization().unmarshal("""
                {"apiVersion": "encryptedkinesis.dev/v1alpha1", "kind": "EncryptedKinesisStream", "metadata": {"name": "orders"}, %s}""".formatted(parts), EncryptedKinesisStream.class);
    }

    private static String nested(int lists) {
        return "\"spec\": {\"shards\": 1, \"resourcePolicy\": {\"Statement\": %s}}"
                .formatted("[".repeat(lists) + "]".repeat(lists));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "spec": "abc"                                     | spec
            "spec": []                                        | spec
            "spec": {"shards": "abc"}                         | spec.shards
            "spec": {"shards": 99999999999}                   | spec.shards
            "spec": {"key": {"ref": {"name": {}}}}            | spec.key.ref.name
            "spec": {"access": {"producers": ["a", {}]}}      | spec.access.producers[1]
            "spec": {"ofALaterVersion": 1}                    | spec.ofALaterVersion
            "spec": {"tags": {"a\\u001b[31m\\n\\u202e": []}}  | spec.tags.a?[31m??
            "status": {"shards": "abc"}                       | status.shards
            "spec": {}, "status": 1                           | status
            """)
    void whatIsOfAnotherFormIsNamedAndLeftOut(String parts, String place) {
        EncryptedKinesisStream stream = stream(parts);

        assertThat(stream.unreadable()).contains(place + " is not of the form that this version of the operator reads");
        assertThat(stream.statusIsKnown()).isEqualTo(!place.startsWith("status"));
        assertThat(place.startsWith("spec") ? stream.getSpec() : stream.getStatus())
                .isNull();
        assertThat(stream.getMetadata().getName()).isEqualTo("orders");
        assertThat(stream.copy().unreadable()).isEqualTo(stream.unreadable());
        assertThat(stream.copy().statusIsKnown()).isEqualTo(stream.statusIsKnown());
    }

    @Test
    void theNameOfAPlaceIsBounded() {
        EncryptedKinesisStream stream = stream("\"spec\": {\"tags\": {\"%s\": []}}".formatted("x".repeat(100_000)));

        assertThat(stream.unreadable().orElseThrow()).hasSizeLessThan(300);
    }

    @Test
    void aPartThatIsNestedTooDeepIsLeftOut() {
        assertThat(stream(nested(48)).unreadable()).isEmpty();
        assertThat(stream(nested(49)).unreadable()).contains("spec is nested deeper than 50 levels");
    }

    @Test
    void whatIsOfItsFormIsReadAsEver() {
        EncryptedKinesisStream stream =
                stream("\"spec\": {\"shards\": 3}, \"status\": {\"shards\": 3, \"ofALaterVersion\": []}");

        assertThat(stream.unreadable()).isEmpty();
        assertThat(stream.getSpec().shards()).isEqualTo(3);
        assertThat(stream.getStatus().shards()).isEqualTo(3);
        assertThat(stream.copy()).isEqualTo(stream);
    }

    @Test
    void anIdentityOfAnotherFormAllowsNothingAndSaysWhatIsWrong() {
        AwsIdentity identity = ObjectReading.serialization().unmarshal("""
                {"metadata": {"name": "shop"}, "spec": {"namespaceSelector": {}, "allowedRegions": 1}, "status": "none"}""", AwsIdentity.class);

        assertThat(identity.getSpec()).isNull();
        assertThat(identity.getStatus()).isNull();
        assertThat(identity.copy().unreadable())
                .contains("spec.allowedRegions is not of the form that this version of the operator reads");
    }
}
