package dev.encryptedkinesis.operator.stream;

/** AWS, Region by Region. */
public interface Gateways {

    StreamGateway streams(String region);

    KeyGateway keys(String region);
}
