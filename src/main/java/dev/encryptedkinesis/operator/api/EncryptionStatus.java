package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** How the stream is encrypted. Times are RFC 3339 in UTC. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EncryptionStatus(
        @JsonPropertyDescription(
                "The key as Kinesis reports it: the form in which it was given to StartStreamEncryption.")
        String keyId,

        @JsonPropertyDescription("That key in short: the alias or id that spec.key names it by, or else its id.")
        String key,

        @JsonPropertyDescription("ARN of that key.") String keyARN,

        @JsonPropertyDescription("AWS for the AWS-managed key, CUSTOMER for a customer-managed one.")
        String keyManager,

        @JsonPropertyDescription("State of that key as KMS reports it, such as Enabled, Disabled or PendingDeletion.")
        String keyState,

        @JsonPropertyDescription("When KMS will delete that key, if it is scheduled for deletion.")
        String keyDeletionDate,

        @JsonPropertyDescription("Since when the stream has been seen to be ACTIVE under this key.")
        String since,

        @JsonPropertyDescription("How many of the 25 key changes that AWS allows a stream in 24 hours are left, by this"
                + " operator's own count.")
        Integer keyChangesLeft,

        @JsonPropertyDescription(
                "Keys that records in the stream still need, and until when. Keep them enabled until then.")
        List<PreviousKeyStatus> previousKeys) {

    public EncryptionStatus {
        previousKeys = previousKeys == null ? List.of() : List.copyOf(previousKeys);
    }
}
