package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The KMS key; exactly one of the three is set.
 *
 * @param id a customer-managed key, in any form that KMS takes
 * @param awsManaged chooses {@code alias/aws/kinesis}
 * @param ref another object, which names a customer-managed key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "[has(self.id), has(self.awsManaged), has(self.ref)].filter(isSet, isSet).size() == 1",
        message =
                "set exactly one of id: (a customer-managed key), awsManaged: {} (alias/aws/kinesis) and ref: (another"
                        + " object, which names the key)")
public record KeySelector(
        @JsonPropertyDescription(
                "A customer-managed key: key ARN, alias ARN, key id, or alias/name. It must be a symmetric"
                        + " encryption key in the stream's Region, enabled, and not scheduled for deletion. A key of"
                        + " another account is given by ARN, and its owner must permit the use.")
        @Size(min = 1, max = LONGEST_ID)
        @ValidationRule(
                value = "self.matches('" + ID_FORM + "')",
                message =
                        "must be a key ARN, an alias ARN, a key id (a UUID, or mrk- and 32 hex digits), or alias/name,"
                                + " such as alias/orders")
        @ValidationRule(
                value = "!self.matches('" + ID_OF_AWS_MANAGED + "')",
                message = "is an AWS-managed key: leave id out and set awsManaged: {} for alias/aws/kinesis;"
                        + " other services' keys cannot encrypt a stream")
        String id,

        @JsonPropertyDescription(
                "Chooses the AWS-managed key alias/aws/kinesis; write it as {}. Its policy cannot be changed,"
                        + " so a stream under it cannot be shared with another account.")
        AwsManagedKey awsManaged,

        @JsonPropertyDescription(
                "Another object in this object's namespace, which names a customer-managed key; a change there is"
                        + " followed within moments. As long as it names none, no stream is created, and an encrypted one"
                        + " stays as it is. The operator's administrator decides which kinds are looked into.")
        KeyReference ref) {

    /** What an id looks like; the same in CEL and in Java, since ids also come from where no API server checks them. */
    public static final String ID_FORM =
            "^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key/[a-zA-Z0-9-]+|alias/[a-zA-Z0-9/_-]+)"
                    + "|alias/[a-zA-Z0-9/_-]+|mrk-[0-9a-f]{32}"
                    + "|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$";

    /** Occurs in the id of a key that AWS manages for one of its services. */
    public static final String ID_OF_AWS_MANAGED = "(^|:)alias/aws/";

    public static final int LONGEST_ID = 2048;

    /** A key that the spec itself names. */
    public KeySelector(String id, AwsManagedKey awsManaged) {
        this(id, awsManaged, null);
    }
}
