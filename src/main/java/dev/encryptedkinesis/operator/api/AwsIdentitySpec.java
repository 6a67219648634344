package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/**
 * Who is served, as whom, and within which limits. What is not said is not allowed: a list that is absent or empty allows
 * nothing.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.externalID) || has(self.roleARN)",
        fieldPath = ".externalID",
        reason = "FieldValueForbidden",
        message = "is for assuming a role: set roleARN, or leave it out")
public record AwsIdentitySpec(
        @JsonPropertyDescription(
                "The IAM role with which AWS is asked, in whatever account. The operator assumes it; the"
                        + " role's trust policy has to allow sts:AssumeRole and sts:TagSession. Default: the operator's"
                        + " own credentials.")
        @Size(max = LONGEST_ROLE)
        @ValidationRule(
                value = "self.matches('" + ROLE_FORM + "')",
                message = "must be the ARN of an IAM role, such as arn:aws:iam::123456789012:role/streams")
        String roleARN,

        @JsonPropertyDescription(
                "What the role's trust policy asks for as sts:ExternalId, 2 to 1224 letters, digits and"
                        + " _ + = , . @ : / -. It keeps others from having the operator assume a role that is not theirs.")
        @Size(max = 1224)
        @ValidationRule(
                value = "self.matches('^[a-zA-Z0-9_+=,.@:/-]{2,}$')",
                message = "must consist of at least 2 letters, digits and _ + = , . @ : / -, as STS takes them")
        String externalID,

        @JsonPropertyDescription("The namespaces whose streams are looked after with this identity, by their labels; {}"
                + " selects all. Each namespace must be selected by exactly one identity: by none, or by two, and nothing"
                + " is done there. kubernetes.io/metadata.name is the label that holds a namespace's name.")
        @Required
        @ValidationRule(
                value = "!has(self.matchExpressions) || self.matchExpressions.all(e,"
                        + " (e.operator == 'In' || e.operator == 'NotIn') == (has(e.values) && size(e.values) > 0))",
                message = "in matchExpressions, In and NotIn need values, and Exists and DoesNotExist take none")
        LabelSelector namespaceSelector,

        @JsonPropertyDescription(
                "The AWS Regions in which streams may be, such as eu-west-1, or \"*\" for all. Absent or"
                        + " empty: none.")
        @Size(max = 64)
        @ValidationRule(
                value = "self.all(region, region.matches('^([*]|[a-z]{2,}(-[a-z]+)+-[0-9]+)$'))",
                message = "must be codes of AWS Regions, such as eu-west-1, or \"*\"")
        List<@Size(max = 32) String> allowedRegions,

        @JsonPropertyDescription("The names that streams may have. In a pattern, * stands for any characters and"
                + " ${namespace} for the namespace of the object. Beside a *, ${namespace} must be set off by '.' or '_',"
                + " which no namespace has in its name: shop-* would take in the streams of namespace shop-eu, and"
                + " ${namespace}.* does not. Absent or empty: none.")
        @Size(max = 64)
        @ValidationRule(
                value = "self.all(name, name.matches('" + STREAM_NAME_FORM + "'))",
                message = "must consist of letters, digits, '_', '.', '-', * and ${namespace}")
        @ValidationRule(
                value = "!self.exists(name, name.matches('" + OPEN_NAMESPACE + "'))",
                message =
                        "set ${namespace} off from the * beside it by '.' or '_', as in ${namespace}.*, and have no * on"
                                + " both sides of it: else the namespace shop is given what belongs to the namespace shop-eu")
        List<@Size(max = 256) String> allowedStreamNames,

        @JsonPropertyDescription("The KMS keys that streams may be under: ARNs of keys, in which * stands for any"
                + " characters of one part, such as arn:aws:kms:*:123456789012:key/*; AwsManaged for alias/aws/kinesis; or"
                + " \"*\" for all keys. What counts is the key that an alias or an id names, and not how it is"
                + " named. Absent or empty: none.")
        @Size(max = 64)
        @ValidationRule(
                value = "self.all(key, key.matches('" + KEY_FORM + "'))",
                message =
                        "must be ARNs of keys, such as arn:aws:kms:eu-west-1:123456789012:key/*, or AwsManaged, or \"*\";"
                                + " an alias can be moved to another key, and so says nothing")
        List<@Size(max = 256) String> allowedKeyARNs,

        @JsonPropertyDescription(
                "Whether objects may say access.mode: Grant. Whoever can make such an object can have the use"
                        + " of the allowed keys given to any principal. Default: false.")
        Boolean allowGrants,

        @JsonPropertyDescription(
                "What objects may say in deletionPolicy besides Retain, which is always allowed: Delete,"
                        + " DeleteWithConsumers, or \"*\" for both. Absent or empty: neither.")
        @Size(max = 3)
        @ValidationRule(
                value = "self.all(policy, policy in ['Delete', 'DeleteWithConsumers', '*'])",
                message = "must be Delete, DeleteWithConsumers or \"*\"; Retain is always allowed")
        List<@Size(max = 32) String> allowedDeletionPolicies) {

    /** In a list of what is allowed: everything. */
    public static final String EVERYTHING = "*";

    /** In the list of allowed keys: the one that AWS manages for Kinesis. */
    public static final String AWS_MANAGED = "AwsManaged";

    /** In the name of a stream: the namespace of the object. */
    public static final String NAMESPACE = "${namespace}";

    /** An IAM role, by the rules of IAM for names and paths; the same in the schema and in Java. */
    public static final String ROLE_FORM =
            "^arn:aws[a-z-]*:iam::[0-9]{12}:role/([a-zA-Z0-9+=,.@_-]+/)*[a-zA-Z0-9+=,.@_-]{1,64}$";

    public static final int LONGEST_ROLE = 700;

    public static final String STREAM_NAME_FORM = "^([a-zA-Z0-9_.*-]|[$][{]namespace[}])+$";

    /** A namespace's name may begin with another's; so what is beside it must not be left open. */
    public static final String OPEN_NAMESPACE =
            "[$][{]namespace[}]([^._].*)?[*]|[*](.*[^._])?[$][{]namespace[}]|[*].*[$][{]namespace[}].*[*]";

    public static final String KEY_FORM = "^([*]|AwsManaged|arn:[a-z*-]+:kms:[a-z0-9*-]+:[0-9*]+:key/[a-zA-Z0-9*-]+)$";
}
