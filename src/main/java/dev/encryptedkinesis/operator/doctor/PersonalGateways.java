package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.stream.Realm;

/** What a person does at AWS with credentials of their own, and the operator never does. */
public interface PersonalGateways {

    CallerGateway caller(Realm realm);

    RecordGateway records(Realm realm);
}
