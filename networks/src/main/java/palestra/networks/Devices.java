package palestra.networks;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import palestra.networks.internal.NativeHandles;

/** What TensorFlow can run on here. */
public final class Devices {
  private Devices() {}

  /** A session's settings for a device. */
  static ConfigProto config(Device device) {
    ConfigProto.Builder config = ConfigProto.newBuilder().setAllowSoftPlacement(true);
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
  public static List<String> list() {
    List<String> names = new ArrayList<>();
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TF_Status status = TF_Status.newStatus()) {
      TF_DeviceList devices = TF_SessionListDevices(NativeHandles.of(session), status);
      status.throwExceptionIfNotOK();
      for (int i = 0; i < TF_DeviceListCount(devices); i++) {
        String name = TF_DeviceListName(devices, i, status).getString();
        String type = TF_DeviceListType(devices, i, status).getString();
        names.add(type + name.substring(name.lastIndexOf(':')));
      }
    }
    return names;
  }
}
