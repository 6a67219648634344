package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Who is to use the stream. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.producers) && size(self.producers) > 0 || has(self.consumers) && size(self.consumers) > 0",
        message = "name at least one IAM role or user under producers: or consumers:")
public record AccessSpec(
        @JsonPropertyDescription(
                "Verify (the default): whether the principals can use stream and key is found out, and what is missing is"
                        + " said in status.access. Grant: they are also given the use of the key by KMS grants, for this"
                        + " stream alone; the grants are taken back when a principal leaves, when its records need the key no"
                        + " longer, and when this object goes. The operator's administrator decides where Grant may be used.")
        @SchemaFrom(type = AccessMode.class)
        String mode,

        @JsonPropertyDescription(
                "ARNs of the IAM roles and users that put records, at most 50. They need to put records to the stream, and"
                        + " kms:GenerateDataKey on its key.")
        @Size(max = 50)
        @ValidationRule(value = "self.all(arn, arn.matches('" + PRINCIPAL_FORM + "'))", message = NO_PRINCIPAL)
        List<@Size(min = 1, max = LONGEST_PRINCIPAL) String> producers,

        @JsonPropertyDescription(
                "ARNs of the IAM roles and users that get records, at most 50. They need to get records from the stream, and"
                        + " kms:Decrypt on its key and on each key that records in the stream still need.")
        @Size(max = 50)
        @ValidationRule(value = "self.all(arn, arn.matches('" + PRINCIPAL_FORM + "'))", message = NO_PRINCIPAL)
        List<@Size(min = 1, max = LONGEST_PRINCIPAL) String> consumers,

        @JsonPropertyDescription(
                "Name of a ConfigMap in this object's namespace, into which the operator writes the IAM and key policies that"
                        + " give these principals what they need and no more. One that exists and is not this object's is"
                        + " left alone.")
        @Size(min = 1, max = ObjectName.LONGEST)
        @ValidationRule(
                value = "self.matches('" + ObjectName.FORM + "')",
                message = "must be the name of a ConfigMap: lower-case letters, digits, '-' and '.'")
        String policiesConfigMap) {

    /** An IAM role or user, by the rules of IAM for names and paths; the same in the schema and in Java. */
    public static final String PRINCIPAL_FORM =
            "^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/([a-zA-Z0-9+=,.@_-]+/)*[a-zA-Z0-9+=,.@_-]{1,64}$";

    public static final int LONGEST_PRINCIPAL = 700;

    private static final String NO_PRINCIPAL =
            "must be ARNs of IAM roles or users, such as arn:aws:iam::123456789012:role/api; sessions, groups, accounts and"
                    + " wildcards cannot be named";
}
