workspace-home = Việc của tôi
