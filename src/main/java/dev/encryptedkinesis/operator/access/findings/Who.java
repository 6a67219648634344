package dev.encryptedkinesis.operator.access.findings;

/** Who may do something, as seen from the stream's owner. */
enum Who {
    /** A stranger, of an account that nobody has named. */
    ANYBODY,
    /** Each principal of the owner's account, without its own policies being asked. */
    OWN_ACCOUNT,
    /** Each principal that another account lets, and nobody of that account is declared. */
    OTHER_ACCOUNT,
    /** The same, and somebody of that account is declared. */
    ACCOUNT_OF_DECLARED,
    /** A named principal of another account that is not declared. */
    OTHER_IDENTITY,
    /** A declared producer or consumer of another account. */
    DECLARED_ELSEWHERE,
    /** A declared producer or consumer of the owner's account. */
    DECLARED_HERE,
    /** A service of AWS, for whatever customer it works. */
    SERVICE
}
