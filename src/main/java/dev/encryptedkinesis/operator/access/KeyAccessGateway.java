package dev.encryptedkinesis.operator.access;

import java.util.List;

/** KMS in one Region, as far as it says and decides who may use a key. Fails with a FailureException. */
public interface KeyAccessGateway {

    /** The key's policy as KMS has it. Only of a key of this account. One call. */
    String policy(String keyArn);

    /** All grants on the key. More than one call if KMS does not list them at once. */
    List<KeyGrant> grants(String keyArn);

    /** Gives a grant. KMS knows an order that it has carried out by its name, and gives no second grant. One call. */
    void give(GrantOrder order);

    /** Takes a grant back; one that is not there is as good as taken back. One call. */
    void takeBack(String keyArn, String grantId);
}
