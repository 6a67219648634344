package dev.encryptedkinesis.operator.stream;

/** AWS, Region by Region. */
public interface Gateways {

    StreamGateway streams(Realm realm);

    KeyGateway keys(Realm realm);
}
