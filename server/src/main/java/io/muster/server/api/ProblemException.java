package io.muster.server.api;

/** A call that is answered with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiProblem problem;

    /** One whose message is the problem's detail. */
    public ProblemException(ApiProblem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** A call that makes no sense: status 400, {@code bad_request}. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(new ApiProblem(400, "bad_request", detail));
    }

    public ApiProblem problem() {
        return problem;
    }
}
