package dev.encryptedkinesis.operator.doctor;

/** What a person does at AWS with credentials of their own, and the operator never does. */
public interface PersonalGateways {

    CallerGateway caller(String region);

    RecordGateway records(String region);
}
