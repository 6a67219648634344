package dev.encryptedkinesis.operator.api;

/**
 * Every reason that a condition or an Event of ours can carry. The constants are spelled as Kubernetes shows them, and
 * none is ever renamed: people's alerts and scripts read them.
 */
public enum Reason {
    /** All that the condition speaks of is so. */
    AsSpecified,
    /** Nothing has been looked at yet. */
    NotObserved,

    // StreamActive
    /** The stream is ACTIVE. */
    Active,
    /** The stream is CREATING. */
    Creating,
    /** The stream is UPDATING; it takes reads and writes meanwhile. */
    Updating,
    /** The stream is DELETING. */
    Deleting,
    /** There is no stream of this name. */
    StreamMissing,
    /** A stream of this name exists, or is wanted by an older object, and is not this object's. */
    NameTaken,
    /** AWS creates no further stream for now: five are being created, or a quota of the account is used up. */
    LimitExceeded,

    // Encrypted
    /** New records are written under the wanted key. */
    Encrypted,
    /** The stream is not encrypted. */
    NotEncrypted,
    /** Encryption has been started and has not settled yet. */
    Encrypting,
    /** The stream goes from one key to another. */
    ChangingKey,
    /** The stream is encrypted under another key than the wanted one. */
    WrongKey,
    /** AWS's 25 key changes in 24 hours are used up; the message says when the next is possible. */
    KeyChangeBudgetSpent,

    // KeyUsable
    /** The key is enabled, symmetric and in the stream's Region. */
    Usable,
    /** KMS knows no such key. */
    KeyNotFound,
    /** The key is disabled. */
    KeyDisabled,
    /** The key is scheduled for deletion. */
    KeyPendingDeletion,
    /** The operator, or Kinesis on its behalf, may not use the key. */
    KeyAccessDenied,
    /** The key is not a symmetric encryption key. */
    KeyNotSymmetric,
    /** The key is in another Region than the stream. */
    KeyInOtherRegion,
    /** KMS reports a state in which the key cannot be used, such as Unavailable or PendingImport. */
    KeyUnavailable,
    /** The key is usable, but one that records in the stream still need is not. */
    PreviousKeyUnusable,
    /** The object that spec.key.ref names is not there, or names no key yet; goes on by itself once it does. */
    KeyReferenceNotReady,
    /** What the object that spec.key.ref names gives as a key is none. */
    KeyReferenceInvalid,
    /** The operator cannot look into objects of the kind that spec.key.ref names: not enabled, permitted or installed. */
    KeyReferenceUnavailable,

    // Authorized
    /** All declared producers and consumers can use stream and key. */
    Authorized,
    /** A declared producer cannot put records; the message and status.access say which, why, and what mends it. */
    ProducerDenied,
    /** A declared consumer cannot get records; the message and status.access say which, why, and what mends it. */
    ConsumerDenied,
    /** AWS does not let the operator tell whether somebody declared can use the stream. */
    NotVerifiable,
    /** Grants have been asked for; KMS takes up to five minutes until they count. */
    Granting,
    /** spec.access.mode is Grant, and the operator may not give grants for objects of this namespace. */
    GrantsNotAllowed,
    /** KMS does not let the operator give a grant, or take one back. */
    GrantFailed,

    // Synced
    /** The number of shards is being changed. */
    Resharding,
    /** AWS's 10 changes of the shard count in 24 hours are used up; the message says when the next is possible. */
    ReshardBudgetSpent,
    /** AWS's 2 switches of the capacity mode in 24 hours are used up; the message says when the next is possible. */
    ModeSwitchBudgetSpent,
    /** The spec asks for a shorter retention, which discards records, without permitting it. */
    RetentionDecreaseNotAllowed,
    /** Something is not as asked yet. */
    Different,

    // Ready alone
    /** A Secret that spec.binding names is not this object's, and is left as it is. */
    BindingSecretTaken,
    /** The spec asks for a binding, and this operator writes no Secrets. */
    BindingDisabled,
    /** The API server does not permit the operator the Secret of spec.binding; the message says what it said. */
    BindingForbidden,
    /** The API server did not take the Secret of spec.binding; the operator tries again. */
    BindingFailed,
    /** A ConfigMap that spec.access.policiesConfigMap names is not this object's, and is left as it is. */
    PoliciesConfigMapTaken,
    /** The spec asks for the policies to be written out, and this operator writes no ConfigMaps. */
    PoliciesDisabled,
    /** The API server does not permit the operator that ConfigMap; the message says what it said. */
    PoliciesForbidden,
    /** The API server did not take that ConfigMap; the operator tries again. */
    PoliciesFailed,

    // Tenancy: whether an object is served at all
    /** No AwsIdentity selects the object's namespace. */
    NoIdentity,
    /** More than one AwsIdentity selects a namespace, and none of them counts there; the message names them. */
    AmbiguousIdentity,
    /** The AwsIdentity says something that this version of the operator does not understand; it allows nothing. */
    IdentityInvalid,
    /** The AwsIdentity of the namespace does not allow streams in this Region. */
    RegionNotAllowed,
    /** The AwsIdentity of the namespace does not allow a stream of this name. */
    StreamNameNotAllowed,
    /** The AwsIdentity of the namespace does not allow this key, whatever it is named by. */
    KeyNotAllowed,
    /** The AwsIdentity of the namespace does not allow this deletionPolicy. */
    DeletionPolicyNotAllowed,
    /** The object's stream is in another AWS account than the one that its AwsIdentity is for. */
    AccountChanged,
    /** Of an AwsIdentity: AWS takes its credentials. */
    IdentityUsable,

    // Any of them
    /** The spec says something that this version of the operator does not understand. */
    InvalidSpec,
    /** AWS refuses the operator a permission. */
    AccessDenied,
    /** The operator has no valid AWS credentials. */
    CredentialsUnusable,
    /** AWS rejects a request as wrong; the message says what it said. */
    Rejected,
    /** A quota of the AWS account is used up. */
    QuotaReached,
    /** AWS asks for fewer requests; the operator waits. */
    Throttled,
    /** AWS gives no answer, or says that it is in trouble; the operator tries again. */
    AwsUnreachable,
    /** What AWS accepted is undone again and again; the operator tries ever more slowly, and the message says when. */
    Contested,
    /** The object only observes, and what it sees differs from its spec. */
    ObservedOnly,
    /** The object is annotated to have shown what would be done, and nothing done. */
    PlanOnly,
    /** The object is being deleted, and so is its stream. */
    Terminating,
    /** The stream is not deleted while fan-out consumers are registered. */
    ConsumersRegistered,

    // Events alone
    /** KMS accepted grants for declared producers or consumers, or took some back. */
    GrantsChanged,
    /** A policy or a grant permits more than it should; status.access.findings has them all. */
    AccessTooBroad,
    /** AWS accepted the stream's creation. */
    StreamCreated,
    /** The stream existed and now belongs to this object. */
    StreamAdopted,
    /** Encryption of an unencrypted stream has been started. */
    EncryptionStarted,
    /** A change of key has been started. */
    KeyChangeStarted,
    /** The stream is encrypted under another key than before. */
    KeyChanged,
    /** The stream's encryption under the wanted key ended without our doing. */
    EncryptionLost,
    /** The stream vanished without our doing. */
    StreamVanished,
    /** The stream is another one of the same name, without our doing. */
    StreamReplaced,
    /** Something else about the stream changed without our doing; says what was found and what is wanted. */
    Drifted,
    /** A setting of the stream is being changed. */
    StreamChanged,
    /** AWS accepted the stream's deletion. */
    StreamDeleting,
    /** The stream is gone. */
    StreamDeleted,
    /** The object is gone, and its stream stays. */
    StreamRetained,
    /** CloudTrail shows that somebody is denied a key of the stream; told once, and again after an hour or two of quiet. */
    AccessDeniedSeen,
    /** What the account asks of KMS comes close to the quota, or has reached it; beyond, Kinesis refuses records. */
    KmsQuotaNear,
    /** The Secret for applications is there. */
    BindingPublished,
    /** The Secret for applications is removed. */
    BindingRemoved,
    /** The ConfigMap with the policies is there. */
    PoliciesPublished,
    /** The ConfigMap with the policies is removed. */
    PoliciesRemoved
}
