package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedKeyTest {

    @ParameterizedTest(name = "{0}: Region {1}, key ARN {2}")
    @CsvSource({
        "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, eu-west-1, true",
        "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab, us-east-1, true",
        "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, cn-north-1, true",
        "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, us-gov-west-1, true",
        "arn:aws-iso:kms:us-iso-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, us-iso-east-1, true",
        "arn:aws-iso-b:kms:us-isob-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, us-isob-east-1, true",
        "arn:aws-iso-e:kms:eu-isoe-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, eu-isoe-west-1, true",
        "arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, eusc-de-east-1, true",
        "arn:aws:kms:eu-west-1:111122223333:alias/orders, eu-west-1, false",
        "arn:aws-cn:kms:cn-north-1:111122223333:alias/team/orders, cn-north-1, false",
        "1234abcd-12ab-34cd-56ef-1234567890ab, , false",
        "mrk-1234abcd12ab34cd56ef1234567890ab, , false",
        "alias/orders, , false",
        "alias/aws/kinesis, , false",
        "alias/arn:aws:kms:eu-west-1:111122223333:key/1, , false",
        "arn:aws:kinesis:eu-west-1:111122223333:stream/orders, , false",
        "arn:aws:kms:eu-west-1:111122223333:key/, , false",
        "'', , false"
    })
    void formsOfAKey(String id, String region, boolean isKeyArn) {
        assertThat(new WantedKey(id).region()).isEqualTo(Optional.ofNullable(region));
        assertThat(new WantedKey(id).isKeyArn()).isEqualTo(isKeyArn);
    }

    @Test
    void theAwsManagedKeyHasOneNameEverywhere() {
        assertThat(WantedKey.AWS_MANAGED).isEqualTo(new WantedKey("alias/aws/kinesis"));
    }
}
