package io.muster.tools.load;

/** Shows how far a load has come. One thread. */
public interface Progress extends AutoCloseable {
    /** Shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public void at(long done, long records) {}

        @Override
        public void close() {}
    };

    /**
     * So far.
     *
     * @param done in the unit of the whole
     * @param records acknowledged
     */
    void at(long done, long records);

    @Override
    void close();
}
