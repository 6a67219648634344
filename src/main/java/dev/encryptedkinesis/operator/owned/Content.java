package dev.encryptedkinesis.operator.owned;

import java.util.Map;

/** What an owned object says. Equal contents have equal entries. */
public interface Content {

    /** Text by name; names are such as a Secret and a ConfigMap take. */
    Map<String, String> entries();
}
