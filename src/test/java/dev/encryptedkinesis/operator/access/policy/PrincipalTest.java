package dev.encryptedkinesis.operator.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            arn:aws:iam::111122223333:role/api,                    ROLE,           111122223333, aws,    arn:aws:iam::111122223333:role/api,      api
            arn:aws:iam::111122223333:role/a/b/api,                ROLE,           111122223333, aws,    arn:aws:iam::111122223333:role/a/b/api,  api
            arn:aws-cn:sts::111122223333:assumed-role/api/i-0,     ROLE_SESSION,   111122223333, aws-cn, arn:aws-cn:iam::111122223333:role/api,   api
            arn:aws-us-gov:iam::111122223333:user/team/Alice,      USER,           111122223333, aws-us-gov, -,                                   Alice
            arn:aws:sts::111122223333:federated-user/Bob,          FEDERATED_USER, 111122223333, aws,    -,                                       Bob
            arn:aws:iam::111122223333:root,                        ROOT,           111122223333, aws,    -,                                       -
            kinesis.amazonaws.com,                                 SERVICE,        -,            -,      -,                                       -
            """)
    void tellsWhatAnArnNames(
            String arn, Principal.Kind kind, String account, String partition, String role, String name) {
        Principal principal = new Principal(arn);

        assertThat(principal.kind()).isEqualTo(kind);
        assertThat(principal.account()).isEqualTo(Optional.ofNullable(account));
        assertThat(principal.partition()).isEqualTo(Optional.ofNullable(partition));
        assertThat(principal.asRoleArn()).isEqualTo(Optional.ofNullable(role));
        assertThat(principal.name()).isEqualTo(Optional.ofNullable(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "111122223333",
                "AROA4KJY2TU23Y7NK62MV",
                "localhost",
                "kinesis..amazonaws.com",
                "arn:aws:iam::1111:role/api",
                "arn:aws:iam::111122223333:role/",
                "arn:aws:iam::111122223333:role/a/",
                "arn:aws:iam::111122223333:role/a*",
                "arn:aws:iam::111122223333:role/a b",
                "arn:aws:iam::111122223333:group/a",
                "arn:aws:sts::111122223333:role/a",
                "arn:aws:sts::111122223333:assumed-role/a",
                "arn:aws:sts::111122223333:assumed-role/a/b/c",
                "arn:aws:s3:::bucket"
            })
    void takesNothingElseForAPrincipal(String arn) {
        assertThat(Principal.of(arn)).isEmpty();
        assertThatThrownBy(() -> new Principal(arn)).isInstanceOf(IllegalArgumentException.class);
    }
}
