package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policies as files, by name. They depend on the use alone: the same use gives the same text, whatever the order in which
 * things were named.
 */
public final class PolicyFiles {

    static final String README = "README.txt";
    static final String PRODUCER = "producer-policy.json";
    static final String CONSUMER = "consumer-policy.json";
    static final String KCL_CONSUMER = "kcl-consumer-policy";
    static final String KEY = "key-policy-statements.json";
    static final String PREVIOUS_KEY = "previous-key-policy-statements.json";
    static final String STREAM = "stream-policy.json";
    static final String FAN_OUT = "fan-out-policy-";
    static final String JSON = ".json";

    private PolicyFiles() {}

    /** Names are such as the entries of a ConfigMap may have. */
    public static SortedMap<String, String> of(StreamUse use) {
        SortedMap<String, String> files = new TreeMap<>();
        IdentityPolicies identities = new IdentityPolicies(use);
        if (!use.writers().isEmpty()) {
            files.put(PRODUCER, identities.producer());
        }
        if (!use.readers().isEmpty()) {
            files.put(CONSUMER, identities.consumer());
            accountsOf(use.readers())
                    .forEach(account -> files.put(kclFile(use, account), identities.kclConsumer(account)));
        }
        ResourcePolicies resources = new ResourcePolicies(use);
        resources.currentKey().ifPresent(policy -> files.put(KEY, policy));
        resources.previousKeys().ifPresent(policy -> files.put(PREVIOUS_KEY, policy));
        resources.stream().ifPresent(policy -> files.put(STREAM, policy));
        for (String arn : use.fanOut()) {
            resources.fanOutConsumer(arn).ifPresent(policy -> files.put(FAN_OUT + nameIn(arn) + JSON, policy));
        }
        files.put(README, new Readme(use, files.keySet()).text());
        return Collections.unmodifiableSortedMap(files);
    }

    private static String kclFile(StreamUse use, String account) {
        return KCL_CONSUMER + (account.equals(use.stream().account()) ? "" : "-" + account) + JSON;
    }

    private static List<String> accountsOf(List<IamIdentity> identities) {
        return identities.stream().map(IamIdentity::account).distinct().toList();
    }

    private static String nameIn(String fanOutArn) {
        return fanOutArn.substring(fanOutArn.lastIndexOf('/') + 1, fanOutArn.lastIndexOf(':'));
    }
}
