package palestra.envs.bridge;

/** What a worker process offers over py4j: a request as JSON in, an answer as JSON out. */
interface PythonControl {
  String call(String request);
}
