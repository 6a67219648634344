package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the files are, and what is to be done with each. Repeats nothing that somebody wrote and that was not checked. */
final class Readme {

    private final StreamUse use;
    private final Set<String> files;
    private final List<String> paragraphs = new ArrayList<>();

    Readme(StreamUse use, Set<String> files) {
        this.use = use;
        this.files = Set.copyOf(files);
        introduction();
        identityPolicies();
        keyPolicies();
        otherAccounts();
        leftOut();
    }

    String text() {
        return String.join("\n\n", paragraphs) + "\n";
    }

    private void introduction() {
        paragraphs.add("""
                What the declared producers and consumers of stream %s need, and no more.
                Kept current by encrypted-kinesis-operator, which changes no policy at AWS: that is yours to do.
                The reason of each action is in the operator's docs/access.md.""".formatted(use.stream().name()));
    }

    private void identityPolicies() {
        if (files.contains(PolicyFiles.PRODUCER)) {
            section(PolicyFiles.PRODUCER, "IAM policy to attach to the producers.");
        }
        if (files.contains(PolicyFiles.CONSUMER)) {
            section(PolicyFiles.CONSUMER, "IAM policy to attach to the consumers.");
            section(PolicyFiles.KCL_CONSUMER + "*.json", """
                    Instead, for consumers that use the Kinesis Client Library: also its tables and metrics. One
                    file for each account that has consumers; the one without a number is for the stream's.
                    It permits what is named after the application in the tag %s of the role or
                    user, and nothing without that tag.""".formatted(KclStatements.APPLICATION_TAG));
        }
    }

    private void keyPolicies() {
        if (files.contains(PolicyFiles.KEY)) {
            section(PolicyFiles.KEY, """
                    Statements to add to the policy of the key
                    %s
                    Keep what is there, or nobody can administer the key any more. Principals of the key's own
                    account do not need them if the policy leaves access to IAM, as it does by default: by a
                    statement for the account's root.""".formatted(use.currentKey().arn()));
        }
        if (files.contains(PolicyFiles.PREVIOUS_KEY)) {
            section(PolicyFiles.PREVIOUS_KEY, """
                    The same for each key that only old records need:
                    %s""".formatted(String.join("\n", use.keysToReadOnly())));
        }
        if (!use.currentKey().isTheCustomers()) {
            paragraphs.add("""
                    No statements for the current key: it is AWS's own (alias/aws/kinesis), whose policy cannot be
                    changed. Whoever in account %s may use the stream may use the key through it; no
                    other account can.""".formatted(use.stream().account()));
        }
    }

    private void otherAccounts() {
        if (files.contains(PolicyFiles.STREAM)) {
            section(PolicyFiles.STREAM, """
                    For principals of other accounts, who need their own account's IAM policy as well: the
                    stream's resource policy (spec.resourcePolicy).""");
        }
        if (files.stream().anyMatch(name -> name.startsWith(PolicyFiles.FAN_OUT))) {
            section(PolicyFiles.FAN_OUT + "*.json", """
                    The same for fan-out consumers, which have resource policies of their own
                    (aws kinesis put-resource-policy).""");
        }
    }

    private void leftOut() {
        if (use.leftOut() > 0) {
            paragraphs.add("""
                    Left out of all files: %d of the declared principals. They are not roles or users of
                    partition %s, or have a path that a policy could take for a pattern.""".formatted(use.leftOut(), use.stream().partition()));
        }
    }

    private void section(String file, String text) {
        paragraphs.add(file + "\n" + text.indent(2).stripTrailing());
    }
}
