package dev.encryptedkinesis.operator.stream;

import java.util.function.Supplier;

/** AWS, Region by Region. */
public interface Gateways {

    StreamGateway streams(Realm realm);

    KeyGateway keys(Realm realm);

    /** As whom AWS knows whoever asks. */
    CallerGateway caller(Realm realm);

    /**
     * Does some work, all of whose questions to AWS are asked on this errand. Of an account's calls there are only so many, so
     * that each of these may be put off.
     *
     * @throws PutOffException if the work does not catch it
     */
    <T> T on(Errand errand, Supplier<T> work);
}
