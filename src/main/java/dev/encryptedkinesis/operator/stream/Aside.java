package dev.encryptedkinesis.operator.stream;

/** What AWS tells of a stream beside its description, each by a call of its own. */
public enum Aside {
    TAGS,
    CONSUMERS,
    POLICY
}
