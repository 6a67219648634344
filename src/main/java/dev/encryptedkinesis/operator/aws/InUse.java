package dev.encryptedkinesis.operator.aws;

/** What must not be closed while a call is under way. */
interface InUse {

    /** What is closed at the very end. */
    InUse FOR_EVER = new InUse() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    /** A call begins. */
    void begin();

    /** A call has ended. */
    void end();
}
