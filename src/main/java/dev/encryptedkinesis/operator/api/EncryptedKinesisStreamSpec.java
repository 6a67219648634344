package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What the stream is to be. Null stands for "not said": the operator applies the default and shows it in the status.
 * Choices are strings here, so that an object written for another version of the operator is answered with a
 * condition, and not with a failure to read any object at all.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.streamName) == has(oldSelf.streamName)"
                + " && (!has(self.streamName) || self.streamName == oldSelf.streamName)",
        fieldPath = ".streamName",
        reason = "FieldValueForbidden",
        message = "is immutable, and cannot be added or removed later: a stream cannot be renamed;"
                + " make a new object for the new stream")
@ValidationRule(
        value = "has(self.region) == has(oldSelf.region) && (!has(self.region) || self.region == oldSelf.region)",
        fieldPath = ".region",
        reason = "FieldValueForbidden",
        message = "is immutable, and cannot be added or removed later: a stream cannot be moved;"
                + " make a new object for the new Region")
@ValidationRule(
        value = "(has(self.mode) && self.mode == 'OnDemand') || has(self.shards)",
        fieldPath = ".shards",
        reason = "FieldValueRequired",
        message = "mode Provisioned (the default) needs the number of shards; or set mode: OnDemand")
@ValidationRule(
        value = "!(has(self.mode) && self.mode == 'OnDemand' && has(self.shards))",
        fieldPath = ".shards",
        reason = "FieldValueForbidden",
        message = "leave it out in mode OnDemand, in which AWS chooses the number of shards")
@ValidationRule(
        value = "!has(self.warmThroughputMiBps) || (has(self.mode) && self.mode == 'OnDemand')",
        fieldPath = ".warmThroughputMiBps",
        reason = "FieldValueForbidden",
        message = "is for mode OnDemand; leave it out in mode Provisioned, in which shards say what the stream takes")
public record EncryptedKinesisStreamSpec(
        @JsonPropertyDescription(
                "Name of the Kinesis data stream; letters, digits, '_', '.', '-'. Default: metadata.name."
                        + " Immutable.")
        @Size(min = 1, max = 128)
        @ValidationRule(
                value = "self.matches('^[a-zA-Z0-9_.-]+$')",
                message = "must consist of letters, digits, '_', '.' and '-'")
        String streamName,

        @JsonPropertyDescription("AWS Region of the stream, such as eu-west-1. Default: the operator's. Immutable.")
        @Size(min = 1, max = 32)
        @ValidationRule(
                value = "self.matches('^[a-z]{2,}(-[a-z]+)+-[0-9]+$')",
                message = "must be the code of an AWS Region, such as eu-west-1")
        String region,

        @JsonPropertyDescription("Provisioned (the default): shards are given. OnDemand: AWS chooses their number."
                + " AWS allows two switches in 24 hours.")
        @SchemaFrom(type = StreamMode.class)
        String mode,

        @JsonPropertyDescription(
                "Number of open shards, 1 to 10000; each takes 1 MiB/s or 1,000 records/s in and gives 2 MiB/s"
                        + " out. Required in mode Provisioned, forbidden in OnDemand. AWS at most doubles or halves it in one"
                        + " step, and allows 10 steps in 24 hours.")
        @Min(1)
        @Max(10000)
        Integer shards,

        @JsonPropertyDescription(
                "What a stream in mode OnDemand is to be ready to take at any moment, in MiB/s, 1 to 10240: AWS scales it to"
                        + " at least that before the traffic comes. Only in accounts with On-demand Advantage, a commitment to"
                        + " a minimum throughput; in others AWS refuses it. Default: left to AWS.")
        @Min(1)
        @Max(10240)
        Integer warmThroughputMiBps,

        @JsonPropertyDescription(
                "How long records are kept, in hours, 24 to 8760 (a year). Default: left as it is, which is 24"
                        + " on a new stream. More than 24 costs extra.")
        @Min(24)
        @Max(8760)
        Integer retentionHours,

        @JsonPropertyDescription(
                "Permits retentionHours to be lowered, which discards the records that are older. Default:" + " false.")
        Boolean allowRetentionDecrease,

        @JsonPropertyDescription(
                "The KMS key that records are encrypted under. A change goes from key to key, never through"
                        + " plaintext; records already in the stream need the old key until retention has run out.")
        @Required
        KeySelector key,

        @JsonPropertyDescription(
                "The largest record that the stream takes, in KiB, 1024 to 10240. Default: left as it is, which is"
                        + " 1024 on a new stream.")
        @Min(1024)
        @Max(10240)
        Integer maxRecordSizeKiB,

        @JsonPropertyDescription(
                "Metrics that CloudWatch is given for each shard, which cost extra, or ALL. An empty list"
                        + " turns them off. Default: left as they are, which is off on a new stream.")
        @Size(max = 8)
        List<String> shardLevelMetrics,

        @JsonPropertyDescription(
                "Names of consumers with enhanced fan-out to be registered, at most 20; letters, digits, '_', '.', '-'."
                        + " Each costs extra, and takes 2 MiB/s of each shard for itself. status.consumers has their ARNs."
                        + " One that is taken out of the list is deregistered, if this object registered it; consumers that"
                        + " others registered stay.")
        @Size(max = 20)
        List<@Size(min = 1, max = 128) @Pattern("^[a-zA-Z0-9_.-]+$") String> fanOutConsumers,

        @JsonPropertyDescription(
                "Who else may use the stream, in other accounts too: a resource policy, as IAM writes it, of at most 20 KiB."
                        + " It needs a Statement. Compared with what AWS has by meaning. One that is taken out of the spec is"
                        + " removed, if this object put it on; default: left as it is. The key's policy has to let those use"
                        + " the key, too.")
        @PreserveUnknownFields
        Map<String, Object> resourcePolicy,

        @JsonPropertyDescription(
                "Tags of the stream, at most 46. Keys of 1 to 128 characters, values of at most 256: letters,"
                        + " digits, spaces and _ . : / = + - @. Tags that others put on the stream stay.")
        @Size(max = 46)
        @ValidationRule(
                value = "self.all(k, size(k) >= 1 && size(k) <= 128 && size(self[k]) <= 256)",
                message = "keys have 1 to 128 characters and values at most 256")
        @ValidationRule(
                value = "self.all(k, !k.lowerAscii().startsWith('aws:') && !k.startsWith('encryptedkinesis.dev/'))",
                message = "keys must not begin with aws: (AWS's own) or encryptedkinesis.dev/ (the operator's own)")
        Map<String, String> tags,

        @JsonPropertyDescription("Who is to use the stream: whether they can is found out, and said in status.access.")
        AccessSpec access,

        @JsonPropertyDescription(
                "A Secret of type servicebinding.io/kinesis for applications: name, ARN, Region, endpoint and key ARN of"
                        + " the stream, and no credentials. It is there only once the stream is encrypted, so that a Pod"
                        + " that mounts it cannot start before. It goes when the stream is gone, is not this object's, or"
                        + " takes plaintext; not when AWS gives no answer. Also for a stream that is only observed. The"
                        + " operator's administrator decides whether Secrets are written.")
        BindingSpec binding,

        @JsonPropertyDescription(
                "What to do about a stream of this name that this object did not create. CreateOnly (the"
                        + " default) leaves it alone; AdoptOrCreate takes it over if it exists; AdoptOnly never creates one.")
        @SchemaFrom(type = AdoptionPolicy.class)
        String adoptionPolicy,

        @JsonPropertyDescription(
                "What becomes of the stream and its records when this object is deleted. Retain (the default)"
                        + " keeps both; Delete deletes both unless fan-out consumers are registered that this object did not"
                        + " register; DeleteWithConsumers deletes both and deregisters all consumers.")
        @SchemaFrom(type = DeletionPolicy.class)
        String deletionPolicy,

        @JsonPropertyDescription(
                "Full (the default): the stream is made what this spec asks for. ObserveOnly: it is reported on"
                        + " and never changed.")
        @SchemaFrom(type = ManagementPolicy.class)
        String managementPolicy) {}
