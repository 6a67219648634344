package dev.encryptedkinesis.operator.stream;

/** Names a stream for those who know the account: for one actor, a name is used once per Region. */
public record StreamId(Realm realm, String name) {

    /** A stream that is looked at with the operator's own credentials. */
    public StreamId(String region, String name) {
        this(Realm.own(region), name);
    }

    public String region() {
        return realm.region();
    }
}
