package io.muster.server.config;

/** {@code yes} or {@code no}. */
record SwitchKind() implements ValueKind {
    @Override
    public Object value(String text, Class<?> type) throws WrongValueException {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new WrongValueException("'" + text + "'", bounds());
        };
    }

    @Override
    public String text(Object value) {
        return (boolean) value ? "yes" : "no";
    }

    @Override
    public String bounds() {
        return "yes or no";
    }
}
