package palestra.networks.internal;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewBufferFromString;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.ndarray.Shape;

/**
 * One prepared run of a session: inputs live in tensors that are made once and written over, and
 * outputs are copied into buffers that are made once, so that a call allocates nothing but what
 * TensorFlow itself does. {@code Session.Runner} builds all of that anew for every run, which is
 * most of the time that a small graph takes.
 */
public final class NativeCall implements AutoCloseable {

  /** An operand's place in the graph with its fixed shape. */
  public record Port(Output<?> output, Shape shape) {}

  private final TF_Session session;
  private final TF_Buffer options;
  private final TF_Status status = TF_Status.newStatus();
  private final TF_Output inputPorts;
  private final TF_Tensor[] inputTensors;
  private final PointerPointer<TF_Tensor> inputValues;
  private final ByteBuffer[] inputs;
  private final TF_Output outputPorts;
  private final PointerPointer<TF_Tensor> outputValues;
  private final ByteBuffer[] outputs;
  private final BytePointer[] outputBytes;
  private final PointerPointer<TF_Operation> targets;
  private final int targetCount;
  private boolean closed;

  /**
   * Prepares a call.
   *
   * @param runOptions a serialised {@code RunOptions} message
   */
  public NativeCall(
      TF_Session session,
      byte[] runOptions,
      List<Port> inputs,
      List<Port> outputs,
      List<Operation> targets) {
    this.session = session;
    try (BytePointer optionBytes = new BytePointer(runOptions)) {
      this.options = TF_NewBufferFromString(optionBytes, runOptions.length);
    }

    this.inputPorts = ports(inputs);
    this.inputTensors = new TF_Tensor[inputs.size()];
    this.inputValues = new PointerPointer<>(Math.max(1, inputs.size()));
    this.inputs = new ByteBuffer[inputs.size()];
    for (int i = 0; i < inputs.size(); i++) {
      Port port = inputs.get(i);
      long[] dims = port.shape().asArray();
      int type = port.output().dataType().getNumber();
      long bytes = bytes(port);
      try (LongPointer nativeDims = new LongPointer(Math.max(1, dims.length))) {
        nativeDims.put(dims, 0, dims.length);
        inputTensors[i] = TF_AllocateTensor(type, nativeDims, dims.length, bytes);
      }
      inputValues.put(i, inputTensors[i]);
      // Fresh native memory holds anything; an input that was never filled is zeros.
      Pointer.memset(TF_TensorData(inputTensors[i]), 0, bytes);
      this.inputs[i] = view(inputTensors[i], bytes);
    }

    this.outputPorts = ports(outputs);
    this.outputValues = new PointerPointer<>(Math.max(1, outputs.size()));
    this.outputs = new ByteBuffer[outputs.size()];
    this.outputBytes = new BytePointer[outputs.size()];
    for (int i = 0; i < outputs.size(); i++) {
      this.outputs[i] =
          ByteBuffer.allocateDirect(Math.toIntExact(bytes(outputs.get(i))))
              .order(ByteOrder.nativeOrder());
      this.outputBytes[i] = new BytePointer(this.outputs[i]);
    }

    this.targetCount = targets.size();
    this.targets = new PointerPointer<>(Math.max(1, targetCount));
    for (int i = 0; i < targetCount; i++) {
      this.targets.put(i, ((GraphOperation) targets.get(i)).getUnsafeNativeHandle());
    }
  }

  /** The memory of input {@code i}, native byte order; TensorFlow reads it in {@link #run}. */
  public ByteBuffer input(int i) {
    requireOpen();
    return inputs[i];
  }

  /** The memory that {@link #run} copies output {@code i} into, native byte order. */
  public ByteBuffer output(int i) {
    requireOpen();
    return outputs[i];
  }

  /** Runs the graph once in the way the options say. */
  public void run() {
    requireOpen();
    TF_SessionRun(
        session,
        options,
        inputPorts,
        inputValues,
        inputs.length,
        outputPorts,
        outputValues,
        outputs.length,
        targets,
        targetCount,
        null,
        status);
    status.throwExceptionIfNotOK();
    for (int i = 0; i < outputs.length; i++) {
      TF_Tensor tensor = outputValues.get(TF_Tensor.class, i);
      long bytes = TF_TensorByteSize(tensor);
      if (bytes == outputs[i].capacity()) {
        Pointer.memcpy(outputBytes[i], TF_TensorData(tensor), bytes);
      }
      TF_DeleteTensor(tensor);
      if (bytes != outputs[i].capacity()) {
        throw new IllegalStateException(
            "output "
                + i
                + " has "
                + bytes
                + " bytes, but its shape says "
                + outputs[i].capacity());
      }
    }
  }

  /** Memory of a closed call is gone: whoever hands it out asks here first. */
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model of this endpoint is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      for (TF_Tensor tensor : inputTensors) {
        TF_DeleteTensor(tensor);
      }
      for (BytePointer bytes : outputBytes) {
        bytes.close();
      }
      TF_DeleteBuffer(options);
      inputPorts.close();
      inputValues.close();
      outputPorts.close();
      outputValues.close();
      targets.close();
      status.close();
    }
  }

  private static long bytes(Port port) {
    if (port.shape().hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "an endpoint needs fixed shapes, but "
              + port.output().op().name()
              + " has "
              + port.shape());
    }
    int element =
        switch (port.output().dataType()) {
          case DT_FLOAT, DT_FLOAT_REF, DT_INT32 -> 4;
          case DT_DOUBLE, DT_INT64 -> 8;
          case DT_UINT8, DT_BOOL, DT_INT8 -> 1;
          default ->
              throw new IllegalArgumentException(
                  "endpoints take no elements of type " + port.output().dataType());
        };
    return port.shape().size() * element;
  }

  private static ByteBuffer view(TF_Tensor tensor, long bytes) {
    return TF_TensorData(tensor).limit(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private static TF_Output ports(List<Port> ports) {
    TF_Output array = new TF_Output(Math.max(1, ports.size()));
    for (int i = 0; i < ports.size(); i++) {
      GraphOperation op = (GraphOperation) ports.get(i).output().op();
      array.position(i).oper(op.getUnsafeNativeHandle()).index(ports.get(i).output().index());
    }
    return array.position(0);
  }
}
