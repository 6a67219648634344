package dev.encryptedkinesis.operator.owned;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Optional;

/** How objects of one kind hold entries. */
interface ObjectForm<T extends HasMetadata> {

    Class<T> kind();

    T of(ObjectMeta metadata, Map<String, String> entries);

    /** As they lie in the object. */
    Map<String, String> data(T object);

    /**
     * What is created before all else, so that the name is the owner's: an application of an object that somebody else
     * made this moment would be merged with it. Empty if it would conflict with it anyway.
     */
    Optional<T> claim(T wanted);
}
