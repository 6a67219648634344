/**
 * An AWS account in one Region, in memory: Kinesis, KMS, IAM, CloudTrail and CloudWatch behind the SDK's own client
 * interfaces, with AWS's delays, quotas, error codes and eventual consistency, on a clock the test sets.
 *
 * <p>Two rules hold throughout. The simulation is never kinder than AWS. Where no AWS documentation says what happens,
 * it does the less convenient thing (where several are possible, drawn by seed) and a comment says so.
 *
 * <p>Everything that changes with time is a {@link dev.encryptedkinesis.operator.simulation.Timeline}: a mutation writes
 * the states to come with the instants at which they begin, a call reads the state of its instant, and a stale answer is
 * a read of an earlier instant. So there are no threads and no timers.
 *
 * <p>What producers and consumers do is judged by key policies, grants and identity policies, by an evaluation that is
 * none of the operator's ({@link dev.encryptedkinesis.operator.simulation.Authorizer}) and is held to a table of what
 * AWS documents.
 */
package dev.encryptedkinesis.operator.simulation;
