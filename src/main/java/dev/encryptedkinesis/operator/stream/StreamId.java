package dev.encryptedkinesis.operator.stream;

/** Which stream is meant: Kinesis tells streams of one account and Region apart by name. */
public record StreamId(String region, String name) {}
