package palestra.networks;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetRegisteredKernelsForOp;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.KernelList;
import palestra.networks.internal.NativeHandles;

/** What TensorFlow can run on here. */
final class Devices {
  private Devices() {}

  /**
   * A session's settings for a device. A kernel gets one thread: the graphs here are small, and to
   * share out an update of 512 numbers among threads costs 60 to 200 us of waking them, against 2
   * us of work. Branches of a graph still run side by side on TensorFlow's pool. The first session
   * of a process sets this for all; {@code -Dpalestra.kernelThreads=N} changes it for large
   * networks.
   */
  static ConfigProto config(Device device) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(true)
            .setIntraOpParallelismThreads(Integer.getInteger("palestra.kernelThreads", 1));
    if (device == Device.CPU) {
      config.putDeviceCount("GPU", 0);
    } else if (device == Device.GPU && list().stream().noneMatch(name -> name.startsWith("GPU"))) {
      throw new IllegalStateException(
          "device gpu: TensorFlow sees no GPU on this machine; use --device cpu or auto");
    }
    config.getGpuOptionsBuilder().setAllowGrowth(true);
    return config.build();
  }

  /** The devices that TensorFlow sees, such as {@code CPU:0}. */
  static List<String> list() {
    List<String> names = new ArrayList<>();
    try (Graph graph = new Graph();
        Session session = new Session(graph, config(Device.AUTO));
        TF_Status status = TF_Status.newStatus()) {
      TF_DeviceList devices = TF_SessionListDevices(NativeHandles.of(session), status);
      status.throwExceptionIfNotOK();
      for (int i = 0; i < TF_DeviceListCount(devices); i++) {
        String name = TF_DeviceListName(devices, i, status).getString();
        String type = TF_DeviceListType(devices, i, status).getString();
        names.add(type + name.substring(name.lastIndexOf(':')));
      }
      TF_DeleteDeviceList(devices);
    }
    return names;
  }

  /** Whether the native library holds kernels for GPUs: those of the matrix product are asked. */
  static boolean gpuBuild() {
    try (TF_Status status = TF_Status.newStatus()) {
      TF_Buffer kernels = TF_GetRegisteredKernelsForOp("MatMul", status);
      status.throwExceptionIfNotOK();
      try {
        return KernelList.parseFrom(kernels.dataAsByteBuffer()).getKernelList().stream()
            .anyMatch(kernel -> kernel.getDeviceType().equals("GPU"));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("TensorFlow's list of kernels cannot be read", e);
      } finally {
        TF_DeleteBuffer(kernels);
      }
    }
  }
}
