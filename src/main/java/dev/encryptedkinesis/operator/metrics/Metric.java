package dev.encryptedkinesis.operator.metrics;

import java.util.List;

/** All that Prometheus reads at {@code /metrics}, but for what the runtime tells of itself. docs/metrics.md is made of this. */
public enum Metric {
    STREAM_CONDITION(
            Subject.OBJECT,
            Kind.GAUGE,
            "encrypted_kinesis_stream_condition",
            "A condition in the object's status: 1 is True, 0 False, -1 Unknown; no series where the condition is absent",
            "namespace",
            "name",
            "type"),
    STREAM_DELETION(
            Subject.OBJECT,
            Kind.GAUGE,
            "encrypted_kinesis_stream_deletion_timestamp_seconds",
            "When the object's deletion was asked for, in Unix time; only while it is being deleted",
            "namespace",
            "name"),
    STREAM_KEY_DELETION(
            Subject.OBJECT,
            Kind.GAUGE,
            "encrypted_kinesis_stream_key_deletion_timestamp_seconds",
            "When KMS deletes the stream's key, or one that records in it still need, in Unix time; the earliest of them,"
                    + " and only if there is one",
            "namespace",
            "name"),
    STREAM_KEY_CHANGES_LEFT(
            Subject.OBJECT,
            Kind.GAUGE,
            "encrypted_kinesis_stream_key_changes_left",
            "How many of the 25 key changes that AWS allows a stream in 24 hours are left, by the operator's own count",
            "namespace",
            "name"),
    STREAM_RESHARDS_LEFT(
            Subject.OBJECT,
            Kind.GAUGE,
            "encrypted_kinesis_stream_reshards_left",
            "How many of the 10 changes of the number of shards that AWS allows a stream in 24 hours are left, by the"
                    + " operator's own count",
            "namespace",
            "name"),
    STREAM_KMS_QUOTA_SHARE(
            Subject.OBJECT,
            Kind.GAUGE,
            "encrypted_kinesis_stream_kms_quota_share_ratio",
            "The share of the Region's quota of KMS requests that the stream is forecast to take; 1 is all of it. Only if"
                    + " spec.access declares somebody",
            "namespace",
            "name"),
    STREAM_ENCRYPTED_AFTER(
            Subject.OBJECT,
            Kind.HISTOGRAM,
            "encrypted_kinesis_stream_encrypted_after_seconds",
            "Time from an object's creation until Encrypted was True for the first time; of all objects together"),
    AWS_CALLS(
            Subject.AWS,
            Kind.SUMMARY,
            "encrypted_kinesis_aws_call_duration_seconds",
            "Calls of AWS, and how long they take. The outcome is success, or what came instead: throttled, denied,"
                    + " transient, ambiguous, ...; beyond 50 Regions, the rest count as other",
            "service",
            "operation",
            "region",
            "outcome"),
    AWS_BUDGET_TOKENS(
            Subject.AWS,
            Kind.GAUGE,
            "encrypted_kinesis_aws_budget_tokens",
            "Calls of an operation that the operator would make at once; less than 0 if pages of an answer were fetched ahead of"
                    + " their time. The account is own as long as the operator does not know which its own is; of 50 Regions at most",
            "account",
            "region",
            "operation"),
    AWS_BUDGET_RATE(
            Subject.AWS,
            Kind.GAUGE,
            "encrypted_kinesis_aws_budget_rate",
            "Calls of an operation that the operator makes in a second at most: its share of AWS's rate, and less for a while after"
                    + " AWS has throttled some",
            "account",
            "region",
            "operation"),
    AWS_BUDGET_WAITS(
            Subject.AWS,
            Kind.COUNTER,
            "encrypted_kinesis_aws_budget_waits_total",
            "Calls that the operator put off, to keep within that rate",
            "account",
            "region",
            "operation"),
    KEY_DENIALS(
            Subject.AWS,
            Kind.COUNTER,
            "encrypted_kinesis_key_denials_total",
            "Denied uses of streams' KMS keys, as CloudTrail tells them; beyond 100 principals, the rest count as other",
            "principal",
            "operation"),
    EVENTS(
            Subject.AWS,
            Kind.COUNTER,
            "encrypted_kinesis_events_total",
            "Messages of the queue of events. The outcome is woke, or unknown (of no object's stream or key), irrelevant (of no"
                    + " change) or unreadable; only with AWS_EVENTS_QUEUE_URL",
            "outcome"),
    EVENT_LAG(
            Subject.AWS,
            Kind.SUMMARY,
            "encrypted_kinesis_event_lag_seconds",
            "Time from a change in AWS until its event woke an object, by the event's own time; of those that woke one, and 14"
                    + " days at most"),
    LEADER(
            Subject.OPERATOR,
            Kind.GAUGE,
            "encrypted_kinesis_leader",
            "1 if this process works on the objects, 0 if it waits to take over; a process in waiting has no series of"
                    + " objects"),
    LAST_PASS(
            Subject.OPERATOR,
            Kind.GAUGE,
            "encrypted_kinesis_last_pass_timestamp_seconds",
            "When a pass over an object ended last, in Unix time, whatever came of it; absent until there was one"),
    BUILD_INFO(
            Subject.OPERATOR,
            Kind.INFO,
            "encrypted_kinesis_build_info",
            "Always 1; which operator this is stands in the labels",
            "version",
            "revision"),
    SDK_OBJECTS(Subject.SDK, Kind.GAUGE, "custom_resources", "Objects that the controller knows", "controller_name"),
    SDK_QUEUE(
            Subject.SDK,
            Kind.GAUGE,
            "reconciliations_queue",
            "Objects for which a pass is due and has not begun",
            "controller_name"),
    SDK_ACTIVE(Subject.SDK, Kind.GAUGE, "reconciliations_active", "Passes that are under way", "controller_name"),
    SDK_DURATION(
            Subject.SDK,
            Kind.HISTOGRAM,
            "reconciliations_execution_duration_seconds",
            "How long passes take",
            "controller_name"),
    SDK_STARTED(
            Subject.SDK,
            Kind.COUNTER,
            "reconciliations_started_total",
            "Passes that were asked for, repeated ones too",
            "controller_name"),
    SDK_SUCCEEDED(
            Subject.SDK,
            Kind.COUNTER,
            "reconciliations_success_total",
            "Passes that ended without an error of the API server; AWS's refusals are no errors here, but states",
            "controller_name"),
    SDK_FAILED(
            Subject.SDK,
            Kind.COUNTER,
            "reconciliations_failure_total",
            "Passes that ended with an error, as a rule the API server's; they are repeated",
            "controller_name"),
    SDK_RETRIED(
            Subject.SDK,
            Kind.COUNTER,
            "reconciliations_retries_total",
            "Passes that repeat one that failed",
            "controller_name"),
    SDK_EVENTS(
            Subject.SDK,
            Kind.COUNTER,
            "events_received_total",
            "What the controller was told of: objects that were added, updated or deleted, and other reasons for a pass",
            "controller_name",
            "event",
            "action");

    /** What begins so is of the JVM, the process, the machine and the log: the runtime's version decides what there is. */
    public static final List<String> OF_THE_RUNTIME = List.of("jvm_", "process_", "system_", "logback_");

    /** What it is about. */
    public enum Subject {
        OBJECT,
        AWS,
        OPERATOR,
        /** By the Java Operator SDK, and named by it. */
        SDK
    }

    /** What Prometheus takes it for. */
    public enum Kind {
        GAUGE("gauge"),
        /** A gauge that is always 1. */
        INFO("gauge"),
        COUNTER("counter"),
        /** How often and how long, and beside these, as a gauge that ends in _max, the longest of the last minutes. */
        SUMMARY("summary"),
        /** The same, and how many took no longer than each of some times. */
        HISTOGRAM("histogram");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** As Prometheus's text format spells it. */
        public String type() {
            return type;
        }
    }

    private final Subject subject;
    private final Kind kind;
    private final String fullName;
    private final String description;
    private final List<String> labels;

    Metric(Subject subject, Kind kind, String fullName, String description, String... labels) {
        this.subject = subject;
        this.kind = kind;
        this.fullName = fullName;
        this.description = description;
        this.labels = List.of(labels);
    }

    public Subject subject() {
        return subject;
    }

    public Kind kind() {
        return kind;
    }

    /** As Prometheus knows it. */
    public String fullName() {
        return fullName;
    }

    /** As Micrometer and Prometheus's library want to be told it: they put _info, _total or _seconds at the end. */
    String meterName() {
        return switch (kind) {
            case GAUGE -> fullName;
            case INFO -> withoutEnd("_info");
            case COUNTER -> withoutEnd("_total");
            case SUMMARY, HISTOGRAM -> withoutEnd("_seconds");
        };
    }

    private String withoutEnd(String end) {
        return fullName.substring(0, fullName.length() - end.length());
    }

    public String description() {
        return description;
    }

    public List<String> labels() {
        return labels;
    }
}
